//! Every sentence and every text format the tool prints, so that page, chart and command use
//! the same words.

mod check;
mod check_json;
mod csv;
mod expect;
mod json;
mod markup;
mod number;
mod outline;
mod sentence;
mod table;
mod text;

pub use check::{caution, check_sentence, check_text, gap_sentence};
pub use check_json::check_json;
pub use csv::csv;
pub use expect::Expect;
pub use json::json;
pub use markup::{markdown, rst};
pub use number::{grouped, size_of_bytes, size_of_pages};
pub use sentence::{
    finding_sentence, lede, mirror_class, plain, verdict_sentence, GROUP_SEPARATOR,
};
pub use text::{mail, text};
