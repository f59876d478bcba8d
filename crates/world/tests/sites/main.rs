//! What the probes of sites bring back from good and bad servers on loopback.

mod handshakes;
mod lab;
mod names;
mod pages;
mod rehearsed;
mod side_by_side;
