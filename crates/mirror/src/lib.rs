//! Address range mirroring: the machine behind a memory map, and the firmware setting that
//! decides how much of it is kept twice.
//!
//! [`Machine`] and [`Setting`] give a [`MemoryMap`](zonescope_model::MemoryMap), and [`infer`] goes
//! back from a map to both. The rule, per node:
//!
//! - visible memory is what is installed less what is mirrored: a mirrored byte costs two;
//! - with [`Setting::below_4g`] everything below 4 GiB is mirrored, at the cost of as much again;
//! - above 4 GiB a percentage of what the node has there is mirrored, rounded down to the
//!   machine's granularity; at least one granule if it is mirrored below too; never more than
//!   half of what mirroring below leaves;
//! - the mirrored part lies at the bottom of the node, and nodes follow each other without gaps.

mod assumption;
mod bytes;
mod fit;
mod infer;
mod machine;
mod machine_error;
mod misfit;
mod nearest;
mod percent;
mod seen;
mod setting;

pub use assumption::Assumption;
pub use bytes::Bytes;
pub use infer::{infer, Inferred};
pub use machine::{Clamp, Machine, MachineNode, NodeCost};
pub use machine_error::MachineError;
pub use misfit::Misfit;
pub use percent::{Percent, PercentError};
pub use setting::{Setting, SettingError};
