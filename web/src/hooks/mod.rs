//! What listens to the browser.

mod file_drop;
mod fold;
mod media;
mod storage;
mod theme;

pub use file_drop::{read_file, use_file_drop};
pub use fold::use_fold;
pub use media::{use_media, use_room};
pub use theme::{use_theme, Theme};
