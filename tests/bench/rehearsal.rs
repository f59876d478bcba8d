//! The whole rehearsal in the terminal.

use std::time::Instant;

use tests::Program;

use crate::figure::{Aim, Figure, ROUNDS, Rounds};

/// `weapp-bridge rehearse`, from its start to its end: the stage raised, every step walked, the stage taken down.
pub(crate) fn figure() -> Figure {
    let rounds = (0..ROUNDS).map(|_| {
        let program = Program::terminal(["rehearse"]);
        let began = Instant::now();
        let ended = program.run();
        let took = began.elapsed();
        assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
        took
    });
    Figure {
        what: "rehearsal: the whole of it in the terminal",
        ours: Rounds::seconds(rounds),
        theirs: None,
        aim: Aim::AtMost(3.0),
    }
}
