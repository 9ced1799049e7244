//! The machine that the memory is of.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_mirror::{Assumption, Inferred, Misfit};
use zonescope_scenario::{Mirrored, Scenario};

/// A machine under its setting, and what had to be assumed of it.
#[derive(PartialEq, Debug)]
pub struct Known {
    /// The machine and its setting.
    pub mirrored: Rc<Mirrored>,
    /// Whether both were inferred, and not only the machine.
    pub is_inferred: bool,
    /// What the memory it was inferred from does not say; none if it was not inferred here.
    pub assumptions: Vec<Assumption>,
}

/// The scenario's own machine; else the one inferred from its memory, or why it is of none.
///
/// What was assumed of an inferred machine is said of it under other settings too.
#[hook]
pub fn use_machine(scenario: &Rc<Scenario>) -> Rc<Result<Known, Misfit>> {
    let last = use_mut_ref(|| None::<Inferred>);
    use_memo(scenario.clone(), move |scenario| {
        let mut behind = scenario.machine_behind()?;
        let is_inferred = scenario.machine.is_none();
        let mut last = last.borrow_mut();
        if is_inferred {
            *last = Some(behind.clone());
        } else if let Some(inferred) = last.as_ref().filter(|i| i.machine == behind.machine) {
            behind.assumptions = inferred.assumptions.clone();
        }
        let Inferred { machine, setting, assumptions } = behind;
        Ok(Known { mirrored: Rc::new(Mirrored { machine, setting }), is_inferred, assumptions })
    })
}
