//! What listens to the browser.

mod address;
mod clipboard;
mod draft;
mod fold;
mod frame;
mod guest;
mod height;
mod idle;
mod media;
mod painted;
mod panic;
mod rested;
mod reveal;
mod save;
mod slices;
mod storage;
mod theme;
mod title;

pub use address::{base, fragment, is_local, linked, use_linked};
pub use clipboard::copy;
pub use draft::{use_draft, Draft};
pub use fold::use_fold;
pub use frame::use_frame;
pub use guest::{guest, Guest};
pub use height::use_height;
pub use idle::{use_idle, PAUSE_MS};
pub use media::{use_media, use_room};
pub use painted::use_painted;
pub use panic::{at_hand, tell_panics};
pub use rested::use_rested;
pub use reveal::reveal;
pub use save::{save, save_png};
pub use slices::{use_slices, Slices};
pub use storage::storage;
pub use theme::{use_palette, use_theme, Theme};
pub use title::use_title;
