//! login-server
