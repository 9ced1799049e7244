//! Everything the page is a function of, and the one way to change it: [`State::after`].

use std::rc::Rc;

use yew::{AttrValue, Reducible};
use zonescope_chart::Scale;
use zonescope_model::{Arch, BootWords, Kernel, MemoryMap, Nid, Patch, Release, Setup, Variant};
use zonescope_scenario::{Case, Mirrored, Scenario, View, FIRST_CASE};

use super::history::{Going, History};
use super::look::{Asked, Look, Pointed};
use super::opening::Sheet;
use super::reading::Reading;

/// The workbench and the scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct State {
    /// What stays here.
    pub bench: Rc<Workbench>,
    /// What can be shared; everything computed comes from it alone.
    pub scenario: Rc<Scenario>,
    /// How it is looked at.
    pub look: Look,
    /// Which of the user's works this is.
    pub sheet: Sheet,
    /// What can be undone and redone.
    pub history: Rc<History>,
    /// Why a link was not opened, if one was not.
    pub refused: Option<String>,
}

/// What the user has on the bench.
#[derive(Clone, PartialEq, Debug)]
pub struct Workbench {
    /// The text and what was read from it.
    pub reading: Reading,
    /// A second log, to check the model against.
    pub against: Option<Reading>,
    /// The case the memory is of, as long as it is.
    pub case: Option<&'static str>,
    /// Why the scenario is not the text's, if it can't be.
    pub problem: Option<String>,
    /// Whether the title is of the user's choice, and not the text's.
    pub titled: bool,
    /// The command line, as it stands in its box.
    pub cmdline: AttrValue,
    /// The command line the text comes with.
    pub implied: AttrValue,
    /// What new variants start with.
    pub kernel: Kernel,
}

/// Something the user does.
#[derive(Clone, Debug)]
pub enum Action {
    /// Edits the text in the box.
    Edit(AttrValue),
    /// Brings another text: a file, or a paste too large for the box.
    Load(AttrValue),
    /// Brings another text, read already.
    Take(Rc<Reading>),
    /// Picks a case from the menu.
    Case(&'static Case),
    /// Follows a link.
    Open(Rc<Scenario>),
    /// Follows a link that can't be opened, for this reason.
    Refuse(String),
    /// Takes a new number for this work: others may use the old one.
    Renumber,
    /// Goes back one step.
    Undo,
    /// Goes forward again.
    Redo,
    /// Pauses: the next edit is a step of its own.
    Rest,
    /// Edits the title.
    Title(AttrValue),
    /// Picks one of the text's dumps.
    Dump(usize),
    /// Brings a second log to check against, or takes it away.
    Against(Option<Rc<Reading>>),
    /// Gives the machine another mirror setting.
    Mirror(Rc<Mirrored>),
    /// Edits the memory map.
    Memory(Rc<MemoryMap>),
    /// Drags a boundary of the memory map.
    Drag(Rc<MemoryMap>),
    /// Goes back to the memory the text is about.
    Reread,
    /// Edits the command line.
    Cmdline(AttrValue),
    /// Sets the boot words the model reads; the others stay.
    Words(BootWords),
    /// Puts the machine on another architecture.
    Arch(Arch),
    /// Switches CONFIG_DEFERRED_STRUCT_PAGE_INIT.
    Deferred(bool),
    /// Puts every variant on this kernel.
    Kernel(Kernel),
    /// Shows or hides a named variant.
    Named(&'static str, bool),
    /// Adds a variant of one's own.
    Add,
    /// Adds this variant, if it is not there.
    Show(Variant),
    /// Compare a release too.
    ShowRelease(&'static Release),
    /// Removes the variant at this place.
    Remove(usize),
    /// Applies a patch to the variant at this place, or takes it away.
    Patch(usize, Patch, bool),
    /// Puts the variant at this place on this kernel.
    VariantKernel(usize, Kernel),
    /// Chooses the view below the verdicts.
    View(View),
    /// Chooses the zone map's axis.
    Scale(Scale),
    /// Shows one node on the zone map, or all.
    Node(Option<Nid>),
    /// Chooses one of the two variants compared.
    Compare(usize, AttrValue),
    /// Asks how a number came about, or no longer.
    Ask(Option<Asked>),
    /// Points ranges out on the zone map, or no longer.
    Point(Option<Pointed>),
    /// Points at a region in map and table, or no longer.
    Region(Option<usize>),
    /// Begins or ends a drag that moves memory.
    Hold(bool),
}

impl State {
    /// What the page opens with, or why the first case is no scenario.
    ///
    /// # Errors
    /// Never: a test holds that.
    pub fn first() -> Result<State, String> {
        let memory = FIRST_CASE.memory().map_err(|error| error.to_string())?;
        let state = State {
            bench: Rc::new(Workbench {
                reading: Reading::of(AttrValue::default()),
                against: None,
                case: None,
                problem: None,
                titled: false,
                cmdline: AttrValue::default(),
                implied: AttrValue::default(),
                kernel: Kernel::default(),
            }),
            scenario: Rc::new(Scenario::new(Setup {
                memory,
                words: BootWords::default(),
                arch: Arch::X86_64,
                deferred_init: true,
            })),
            look: Look::default(),
            sheet: Sheet::default(),
            history: Rc::default(),
            refused: None,
        };
        let mut state = state.after(Action::Case(FIRST_CASE));
        state.history = Rc::default();
        state.sheet = Sheet::default();
        Ok(state)
    }

    /// The state after `action`. Whatever changes the bench or the scenario can be undone; views
    /// and looks are no such change.
    #[must_use]
    pub fn after(&self, action: Action) -> State {
        let going = Going::of(&action);
        let mut next = match action {
            Action::Undo => return self.undone(),
            Action::Redo => return self.redone(),
            Action::Rest if self.history.is_going() => {
                let mut next = self.clone();
                next.history = Rc::new(self.history.resting());
                return next;
            }
            Action::Rest => return self.clone(),
            Action::View(view) => return self.with_scenario(|scenario| scenario.view = view),
            Action::Refuse(why) => {
                let mut next = self.clone();
                next.refused = Some(why);
                return next;
            }
            Action::Renumber => return self.renumbered(),
            action => self.edited(action),
        };
        if self.is_elsewhere(&next) {
            next.history = Rc::new(self.history.noting(self.moment(), going));
            next.sheet.touched = true;
            next.refused = None;
        }
        next
    }

    fn edited(&self, action: Action) -> State {
        match action {
            Action::Edit(text) => self.read(Reading::of(text), false),
            Action::Load(text) => self.read(Reading::of(text), true),
            Action::Take(reading) => self.read((*reading).clone(), true),
            Action::Dump(dump) if dump < self.bench.reading.log.dumps().len() => {
                self.read(self.bench.reading.choose(dump), false)
            }
            Action::Case(case) => self.case(case),
            Action::Open(scenario) => self.open(&scenario),
            Action::Against(against) => {
                self.with_bench(|bench| bench.against = against.map(Rc::unwrap_or_clone))
            }
            Action::Title(title) => self
                .with_scenario(|scenario| scenario.title = title.to_string())
                .with_bench(|bench| bench.titled = true),
            Action::Mirror(mirrored) => self.mirrored(&mirrored),
            Action::Memory(memory) | Action::Drag(memory) => self.with_memory(&memory),
            Action::Reread => self.reread(),
            Action::Cmdline(cmdline) => self.with_cmdline(cmdline),
            Action::Words(words) => self.with_words(words),
            Action::Arch(arch) => self.with_scenario(|scenario| scenario.setup.arch = arch),
            Action::Deferred(deferred_init) => {
                self.with_scenario(|scenario| scenario.setup.deferred_init = deferred_init)
            }
            Action::Kernel(kernel) => {
                self.with_bench(|bench| bench.kernel = kernel).with_variants(|variants| {
                    for named in variants {
                        named.variant.kernel = kernel;
                    }
                })
            }
            Action::Named(name, shown) => self.with_named(name, shown, self.bench.kernel),
            Action::Add => self.with_another(),
            Action::Show(variant) => self.with_shown(variant),
            Action::ShowRelease(release) => self.with_release(release),
            Action::Remove(place) if place < self.scenario.variants.len() => {
                self.with_variants(|variants| drop(variants.remove(place)))
            }
            Action::Patch(place, patch, applied) => self.with_patch(place, patch, applied),
            Action::VariantKernel(place, kernel) => {
                self.with_variant(place, |named| named.variant.kernel = kernel)
            }
            action => self.with_look(|look| look.follow(action)),
        }
    }

    pub(crate) fn with_scenario(&self, change: impl FnOnce(&mut Scenario)) -> State {
        let mut scenario = Scenario::clone(&self.scenario);
        change(&mut scenario);
        if scenario == *self.scenario {
            return self.clone();
        }
        let mut next = self.clone();
        next.look.forget_missing(&scenario);
        next.scenario = Rc::new(scenario);
        next
    }

    pub(crate) fn with_bench(&self, change: impl FnOnce(&mut Workbench)) -> State {
        let mut bench = Workbench::clone(&self.bench);
        change(&mut bench);
        if bench == *self.bench {
            return self.clone();
        }
        let mut next = self.clone();
        next.bench = Rc::new(bench);
        next
    }

    fn with_look(&self, change: impl FnOnce(&mut Look)) -> State {
        let mut next = self.clone();
        change(&mut next.look);
        next
    }
}

impl Look {
    fn follow(&mut self, action: Action) {
        match action {
            Action::Scale(scale) => self.scale = scale,
            Action::Node(node) => self.node = node,
            Action::Compare(side, name) => {
                if let Some(chosen) = self.compared.get_mut(side) {
                    *chosen = Some(name);
                }
            }
            Action::Ask(asked) => self.asked = asked,
            Action::Point(pointed) => self.pointed = pointed,
            Action::Region(region) => self.region = region,
            Action::Hold(dragging) => self.dragging = dragging,
            _ => {}
        }
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}
