//! A scenario whose memory is given as a machine and its mirror setting.

use zonescope_mirror::{infer, Clamp, Inferred, Machine, MachineError, Misfit, Setting};
use zonescope_model::MemoryMap;

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

    /// The machine the memory comes from, with nothing assumed of it; else the one inferred from
    /// the memory.
    ///
    /// # Errors
    /// As [`infer`], if no machine was given.
    pub fn machine_behind(&self) -> Result<Inferred, Misfit> {
        match &self.machine {
            Some(Mirrored { machine, setting }) => Ok(Inferred {
                machine: machine.clone(),
                setting: setting.clone(),
                assumptions: Vec::new(),
            }),
            None => infer(&self.setup.memory),
        }
    }

    /// Takes the memory from a map, and no longer from a machine.
    pub fn set_memory(&mut self, memory: MemoryMap) {
        self.setup.memory = memory;
        self.machine = None;
    }
}
