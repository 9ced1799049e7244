//! The controls: where the machine, its boot words and the variants are put in. Each draws what
//! stands on the bench and says what the user did; none knows of the answer.

mod arch;
mod boot;
mod boot_words;
mod efibootmgr;
mod excerpt;
mod header;
mod help;
mod lines;
mod machine_form;
mod memory;
mod mirror;
mod mirror_nodes;
mod patches;
mod percent;
mod problems;
mod regions;
mod source;
mod variants;

pub use boot::Boot;
pub use header::Header;
pub use memory::Memory;
pub use mirror::Mirror;
pub use regions::Regions;
pub use variants::Variants;
