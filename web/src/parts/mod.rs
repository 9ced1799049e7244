//! Small parts that any wing may use, and that know of none.

mod by_hand;
mod choice;
mod copy_text;
mod glossary;
mod later;
mod more;
pub mod number;
mod piece;
mod popup;
mod svg;

pub use by_hand::ByHand;
pub use choice::Choice;
pub use copy_text::CopyText;
pub use glossary::{term, terms, Glossary};
pub use later::Later;
pub use more::{use_more, More};
pub use piece::breakable;
pub use popup::Popup;
pub use svg::{placed, svg_element, Svg};
