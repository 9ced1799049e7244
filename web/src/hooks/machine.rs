//! The machine that the memory is of.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_model::{infer, Assumption, Inferred, Misfit};
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
        let mut last = last.borrow_mut();
        if let Some(mirrored) = &scenario.machine {
            let assumptions = last
                .as_ref()
                .filter(|inferred| inferred.machine == mirrored.machine)
                .map(|inferred| inferred.assumptions.clone());
            return Ok(Known {
                mirrored: Rc::new(mirrored.clone()),
                is_inferred: false,
                assumptions: assumptions.unwrap_or_default(),
            });
        }
        let inferred = infer(&scenario.setup.memory)?;
        let known = Known {
            mirrored: Rc::new(Mirrored {
                machine: inferred.machine.clone(),
                setting: inferred.setting.clone(),
            }),
            is_inferred: true,
            assumptions: inferred.assumptions.clone(),
        };
        *last = Some(inferred);
        Ok(known)
    })
}
