//! The stage, seen from the audience: real connections by host name, over TLS, to loopback alone.

mod audience;
mod diagnosis;
mod house;
mod login;
mod names;
mod package;
mod site;
mod tls;
mod token;
mod wecom;
