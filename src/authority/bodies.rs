//! To be written by the helper who owns it.
