//! How an answer is printed.

/// For people or for programs.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Format {
    /// At most 72 columns, for mails
    Text,
    /// One JSON document
    Json,
}
