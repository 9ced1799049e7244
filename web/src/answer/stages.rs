//! The stages of drawing: a large machine is drawn part by part, each in a frame of its own, and
//! of a drag, what is not looked at follows only its end.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_scenario::Scenario;

use super::computed::{is_large, Computable, Computed};
use crate::hooks::{use_painted, use_settled};

/// A scenario, and what it comes to.
pub struct Drawn {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// The outcomes.
    pub computed: Rc<Computed>,
}

/// What each part of the answer draws: at rest, all the same.
pub struct Stages {
    /// The sentence and the verdicts, once the inputs are painted.
    pub verdicts: Rc<Drawn>,
    /// The view, once the verdicts are.
    pub view: Rc<Drawn>,
    /// What stands below the view, and what leaves the page, once nothing is dragged.
    pub rest: Rc<Drawn>,
}

/// The stages of what is drawn of `scenario`.
#[hook]
pub fn use_stages(scenario: &Rc<Scenario>, is_dragging: bool) -> Stages {
    let is_large = is_large(scenario);
    let is_painted = use_painted(Rc::as_ptr(scenario), is_large);
    let scenario = use_settled(scenario, !is_painted);
    let computed =
        use_memo(Computable(scenario.clone()), |Computable(scenario)| Computed::of(scenario));
    let is_painted = use_painted(Rc::as_ptr(&computed), is_large);
    let verdicts = Rc::new(Drawn { scenario, computed });
    let view = use_settled(&verdicts, !is_painted);
    let is_painted = use_painted(Rc::as_ptr(&view.computed), is_large);
    let rest = use_settled(&view, is_dragging || !is_painted);
    Stages { verdicts, view, rest }
}
