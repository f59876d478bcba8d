//! Packages as they are met, from outside: what is found in them, what is decided, and that only the intended bytes change.

mod configure;
mod corpus;
mod decided;
mod judged;
mod placed;
mod refused;
mod support;
