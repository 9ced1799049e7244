//! A scenario whose memory is given as a machine and its mirror setting.

use zonescope_model::{Clamp, Machine, MachineError, MemoryMap, Setting};

use crate::Scenario;

/// A machine under a mirror setting: where a memory map comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mirrored {
    /// What is installed.
    pub machine: Machine,
    /// What of it is mirrored.
    pub setting: Setting,
}

impl Mirrored {
    /// The memory map it gives, and the nodes that mirror less than the setting asks for.
    ///
    /// # Errors
    /// As [`Machine::map`].
    pub fn map(&self) -> Result<(MemoryMap, Vec<Clamp>), MachineError> {
        self.machine.map(&self.setting)
    }

    /// Whether it gives `memory`, region by region.
    pub fn gives(&self, memory: &MemoryMap) -> bool {
        self.map().is_ok_and(|(map, _)| map == *memory)
    }
}

impl Scenario {
    /// Takes the memory from a machine; the nodes that mirror less than its setting asks for.
    ///
    /// # Errors
    /// As [`Machine::map`]; the scenario is then as it was.
    pub fn mirror(&mut self, mirrored: Mirrored) -> Result<Vec<Clamp>, MachineError> {
        let (memory, clamps) = mirrored.map()?;
        self.setup.memory = memory;
        self.machine = Some(mirrored);
        Ok(clamps)
    }

    /// Takes the memory from a map, and no longer from a machine.
    pub fn set_memory(&mut self, memory: MemoryMap) {
        self.setup.memory = memory;
        self.machine = None;
    }
}
