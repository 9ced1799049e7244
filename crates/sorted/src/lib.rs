//! Sorting and a sorted map, for all that goes into the page: what serves its weight and not the
//! kernel. The standard library's own cost 4 KB for each type they are used with.

mod map;
mod order;

pub use map::SortedMap;
pub use order::{distinct, order, sort_by_key};
