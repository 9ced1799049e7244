//! Small parts that any wing may use, and that know of none.

mod by_hand;
mod choice;
mod copy_text;
mod glossary;
mod more;
pub mod number;
mod piece;

pub use by_hand::ByHand;
pub use choice::Choice;
pub use copy_text::CopyText;
pub use glossary::{term, terms, Glossary};
pub use more::{use_more, More};
pub use piece::breakable;
