//! The parts of the page. Each draws what it is given and says what the user did; none holds a
//! scenario of its own.

mod boot;
mod by_hand;
mod choice;
mod compare;
mod efibootmgr;
mod everything;
mod figure;
mod header;
mod init;
mod lines;
mod matrix;
mod memory;
mod mirror;
mod mirror_nodes;
mod percent;
mod problems;
mod provenance;
mod regions;
mod search;
mod share;
mod undo;
mod variants;
mod verdicts;
mod views;
mod zone_map;

pub use boot::Boot;
pub use choice::Choice;
pub use compare::Compare;
pub use everything::Everything;
pub use figure::Figure;
pub use header::Header;
pub use init::InitView;
pub use matrix::MatrixView;
pub use memory::Memory;
pub use mirror::Mirror;
pub use problems::Problems;
pub use provenance::provenance;
pub use regions::Regions;
pub use search::Layouts;
pub use share::Share;
pub use undo::Undo;
pub use variants::Variants;
pub use verdicts::Verdicts;
pub use views::{Props as ViewProps, Views};
pub use zone_map::{AbsentPages, ZoneMap, ABSENT_LEAST, ZONES_LEAST};
