//! What leaves the page: the link, texts for a mail, files, and the page as a guest in somebody's
//! document.

mod address;
mod embed;
mod export;
mod share;
mod title;

pub use address::use_address;
pub use embed::{Embed, Props as EmbedProps};
pub use export::{
    file_stem, File, Format, Subject, Writer, Writing, EMBEDS, LINK, MAIL, SCENARIO, TEXTS,
};
pub use share::Share;
pub use title::Title;
