//! Support for whole stories.
