//! Whole stories, from the terminal.

mod rehearsal;
