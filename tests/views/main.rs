//! What every host is given to draw, recorded: requests go in at the one door, whole views come out and are compared with
//! `recorded/`. The tests of the page draw the same files. `WEAPP_BRIDGE_RECORD=1` writes them anew.

mod conversation;
mod journey;
mod list;
mod placeholders;
mod record;
