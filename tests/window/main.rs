//! The real window: opened, typed into, clicked and read through WebDriver, over the stage.
//!
//! Needs a screen and a session bus of its own; `cargo xtask test` brings both.
#![cfg(unix)]

mod beginnings;
mod journey;
mod system;
mod walking;
