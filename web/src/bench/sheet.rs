//! Which of the user's works this is.

/// A number for the user's work, under which it is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    /// This work's.
    pub number: u64,
    /// The next one that is free.
    pub next: u64,
    /// Whether anything was done in it, and not only something opened to begin with.
    pub touched: bool,
}
