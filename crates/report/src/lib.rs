//! Every sentence and every text format the tool prints, so that page, chart and command use
//! the same words.

mod expect;
mod number;
mod sentence;
mod text;

pub use expect::Expect;
pub use number::{grouped, size_of_bytes, size_of_pages};
pub use sentence::{
    finding_sentence, lede, mirror_class, plain, verdict_sentence, GROUP_SEPARATOR,
};
pub use text::text;
