//! The figures: how long ours takes, beside what it is measured against, from one run on one machine.
//!
//! Nothing is asserted of a figure. That the work was really done is. Ours and theirs take turns, so that whatever else goes
//! on at the machine meets both.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

mod figure;
mod package;
mod rehearsal;
#[cfg(target_os = "linux")]
mod screen;
#[cfg(target_os = "linux")]
mod window;

fn main() {
    println!("Median (least–most) of {} rounds.", figure::ROUNDS);
    println!("{}", figure::head());
    for figure in package::figures() {
        println!("{figure}");
    }
    println!("{}", rehearsal::figure());
    #[cfg(target_os = "linux")]
    for figure in window::figures() {
        println!("{figure}");
    }
}
