//! The one way to change the state: an action, and the state after it.

use std::rc::Rc;

use yew::Reducible;

use super::action::{Action, LongEdit};
use super::look::Look;
use super::reading::Reading;
use super::state::State;

impl State {
    /// The state after `action`. Whatever changes the bench or the scenario can be undone; views
    /// and looks are no such change.
    #[must_use]
    pub fn after(&self, action: Action) -> State {
        let under_way = LongEdit::of(&action);
        let is_link = matches!(action, Action::Open(_));
        let mut next = match action {
            Action::Undo => return self.undone(),
            Action::Redo => return self.redone(),
            Action::Rest if self.history.is_editing() => {
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
            action => self.edited(action).retitled(),
        };
        if self.is_elsewhere(&next) {
            next.history = Rc::new(match is_link {
                true => self.history.noting_link(self.moment(), &next.scenario),
                false => self.history.noting(self.moment(), under_way),
            });
            next.sheet.touched = true;
            // What is gone from the page is never left by a pointer.
            next.look.hinted = None;
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
            Action::Only(variants) => self.with_only(&variants),
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
            Action::Hint(hinted) => self.hinted = hinted,
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
