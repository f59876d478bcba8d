//! One file a probe.

#![allow(dead_code)]

pub(crate) mod files;
pub(crate) mod key;
pub(crate) mod package;
mod reading;
