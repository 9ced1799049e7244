//! What listens to the browser.

mod address;
mod clipboard;
mod file_drop;
mod fold;
mod frame;
mod guest;
mod height;
mod held;
mod idle;
mod machine;
mod media;
mod reveal;
mod save;
mod slices;
mod storage;
mod theme;
mod title;
mod work;

pub use address::{base, is_local, use_address, use_linked};
pub use clipboard::copy;
pub use file_drop::{read_file, use_file_drop};
pub use fold::use_fold;
pub use frame::use_frame;
pub use guest::{guest, Guest};
pub use height::use_height;
pub use held::use_held;
pub use idle::{use_idle, PAUSE_MS};
pub use machine::{use_machine, Known};
pub use media::{use_media, use_room};
pub use reveal::reveal;
pub use save::{save, save_png};
pub use slices::{use_slices, Slices};
pub use theme::{use_palette, use_theme, Theme};
pub use title::use_title;
pub use work::{begin, use_work};
