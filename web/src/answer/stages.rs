//! The stages of drawing: what is looked at comes first, and what stands below it a frame later. A
//! large machine is evaluated in slices and drawn part by part, each in a frame of its own, and of
//! a drag, what is not looked at follows only its end.

use std::rc::Rc;

use yew::prelude::*;
use zonescope_scenario::{Evaluating, Scenario};

use super::computed::{is_large, Computable, Computed};
use crate::hooks::{use_painted, use_settled, use_slices, Slices};

/// A scenario, and what it comes to. Two are the same if they are of the same run.
#[derive(Debug)]
pub struct Drawn {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// The outcomes.
    pub computed: Rc<Computed>,
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Drawn) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario) && Rc::ptr_eq(&self.computed, &other.computed)
    }
}

impl Eq for Drawn {}

impl Drawn {
    /// What a page frame number is shifted by to be an address.
    pub fn page_shift(&self) -> u32 {
        self.scenario.setup.arch.page_shift
    }
}

/// What each part of the answer draws: at rest, all the same.
pub struct Stages {
    /// The variants of a large machine that are being evaluated.
    pub coming: Option<Coming>,
    /// The sentence and the verdicts, once the inputs are painted.
    pub verdicts: Rc<Drawn>,
    /// The view, once the verdicts are.
    pub view: Rc<Drawn>,
    /// What stands beside the view's first chart and below it, once that is painted and nothing is
    /// dragged.
    pub rest: Rc<Drawn>,
    /// What leaves the page: never older than the verdicts, but in a drag.
    pub leaving: Rc<Drawn>,
}

/// How many variants are evaluated, of how many, and what stops at that.
pub struct Coming {
    done: usize,
    all: usize,
    stop: Callback<()>,
}

impl Coming {
    /// A bar, and a button that cancels.
    pub fn bar(&self) -> Html {
        html! {
            <div class="progress">
                <progress aria-label="Variants evaluated" value={self.done.to_string()} max={self.all.to_string()} />
                <button type="button" onclick={self.stop.reform(|_| ())}>{ "Cancel" }</button>
            </div>
        }
    }
}

/// A large scenario on its way; nothing for one that is evaluated at once.
struct Run {
    scenario: Option<Rc<Scenario>>,
    evaluating: Option<Evaluating>,
    computed: Rc<Computed>,
}

impl Run {
    fn begin(large: &Option<Computable>) -> Run {
        let scenario = large.as_ref().map(|Computable(scenario)| scenario.clone());
        let evaluating = scenario.as_ref().map(|scenario| Evaluating::new(scenario));
        Run { scenario, evaluating, computed: Rc::default() }
    }

    fn step(&mut self) -> bool {
        let both = self.evaluating.as_mut().zip(self.scenario.as_ref());
        both.is_some_and(|(evaluating, scenario)| evaluating.step(scenario))
    }

    fn done(&self) -> usize {
        self.evaluating.as_ref().map_or(0, |evaluating| evaluating.evaluated.len())
    }

    /// What was evaluated, once there is no more to come.
    fn finished(&mut self) -> Rc<Computed> {
        if let Some(evaluating) = self.evaluating.take() {
            self.computed = Rc::new(evaluating.into());
        }
        self.computed.clone()
    }
}

/// What `scenario` comes to; while a large one is evaluated, what was drawn before it.
#[hook]
fn use_drawn(scenario: &Rc<Scenario>) -> (Rc<Drawn>, Option<Coming>) {
    let is_large = is_large(scenario);
    let key = |is_asked: bool| is_asked.then(|| Computable(scenario.clone()));
    let at_once = use_memo(key(!is_large), |small| {
        small.as_ref().map(|Computable(scenario)| Rc::new(Computed::of(scenario)))
    });
    let Slices { work, is_going, stop } = use_slices(key(is_large), Run::begin, Run::step);
    let last = use_mut_ref(|| None::<Rc<Drawn>>);
    let mut last = last.borrow_mut();
    let computed = match &*at_once {
        Some(computed) => Some(computed.clone()),
        None if is_going => None,
        None => Some(work.borrow_mut().finished()),
    };
    let Some(computed) = computed else {
        let coming = Coming { done: work.borrow().done(), all: scenario.variants.len(), stop };
        let nothing = || Rc::new(Drawn { scenario: scenario.clone(), computed: Rc::default() });
        return (last.get_or_insert_with(nothing).clone(), Some(coming));
    };
    let drawn = Rc::new(Drawn { scenario: scenario.clone(), computed });
    *last = Some(drawn.clone());
    (drawn, None)
}

/// The stages of what is drawn of `scenario`.
#[hook]
pub fn use_stages(scenario: &Rc<Scenario>, is_dragging: bool) -> Stages {
    let is_painted = use_painted(Rc::as_ptr(scenario), is_large(scenario));
    let scenario = use_settled(scenario, !is_painted);
    let (drawn, coming) = use_drawn(&scenario);
    let is_large = is_large(&drawn.scenario);
    let is_painted = use_painted(Rc::as_ptr(&drawn.computed), is_large);
    let view = use_settled(&drawn, !is_painted);
    let is_painted = use_painted(Rc::as_ptr(&view.computed), is_large || !is_dragging);
    let rest = use_settled(&view, is_dragging || !is_painted);
    let leaving = use_settled(&drawn, is_dragging);
    Stages { coming, verdicts: drawn, view, rest, leaving }
}
