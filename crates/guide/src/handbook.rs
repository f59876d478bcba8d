//! The handbook: one page a problem code, made from the doc comments of the checks.
