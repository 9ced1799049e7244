//! Everything the page is a function of, and the one way to change it: [`State::after`].

use std::rc::Rc;

use yew::{AttrValue, Reducible};
use zonescope_chart::Scale;
use zonescope_model::{
    cmdline_for, name_of_patches, named_patches, Arch, BootWords, Kernel, MemoryMap, Nid, Patch,
    PatchSet, Setup, Variant, NAMED_VARIANTS,
};
use zonescope_scenario::{Case, NamedVariant, Scenario, FIRST_CASE};

use crate::naming::{forget_made_up, name_apart};
use crate::opening::{scenario_in, Sheet};
use crate::reading::Reading;

/// The workbench and the scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct State {
    /// What stays here.
    pub bench: Rc<Workbench>,
    /// What can be shared; everything computed comes from it alone.
    pub scenario: Rc<Scenario>,
    /// How it is looked at.
    pub view: View,
    /// Which of the user's works this is.
    pub sheet: Sheet,
    /// What was there before something else was opened in its place.
    pub kept: Option<Rc<State>>,
}

/// What the user has on the bench.
#[derive(Clone, PartialEq, Debug)]
pub struct Workbench {
    /// The text and what was read from it.
    pub reading: Reading,
    /// The case the text is of, as long as it is.
    pub case: Option<&'static str>,
    /// Why the scenario is not the text's, if it is not.
    pub problem: Option<String>,
    /// Why a link was not opened, if one was not.
    pub refused: Option<String>,
    /// Whether the title is of the user's choice, and not the text's.
    pub titled: bool,
    /// The command line, as it stands in its box.
    pub cmdline: AttrValue,
    /// The command line the text comes with.
    pub implied: AttrValue,
    /// What new variants start with.
    pub kernel: Kernel,
}

/// How the scenario is looked at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct View {
    /// The zone map's axis.
    pub scale: Scale,
    /// The one node shown on the zone map, or all.
    pub node: Option<Nid>,
    /// The names of the variants compared, once chosen.
    pub compared: [Option<AttrValue>; 2],
}

/// Something the user does.
#[derive(Clone, Debug)]
pub enum Action {
    /// Edits the text in the box.
    Edit(AttrValue),
    /// Brings another text: a file, or a paste too large for the box.
    Load(AttrValue),
    /// Picks a case from the menu.
    Case(&'static Case),
    /// Follows a link.
    Open(Rc<Scenario>),
    /// Follows a link that can't be opened, for this reason.
    Refuse(String),
    /// Goes back to what was there before something else was opened.
    Back,
    /// Takes new numbers for this work and the one kept: others may use the old ones.
    Renumber,
    /// Edits the title.
    Title(AttrValue),
    /// Picks one of the text's dumps.
    Dump(usize),
    /// Edits the command line.
    Cmdline(AttrValue),
    /// Switches CONFIG_DEFERRED_STRUCT_PAGE_INIT.
    Deferred(bool),
    /// Puts every variant on this kernel.
    Kernel(Kernel),
    /// Shows or hides a named variant.
    Named(&'static str, bool),
    /// Adds a variant of one's own.
    Add,
    /// Removes the variant at this place.
    Remove(usize),
    /// Applies a patch to the variant at this place, or takes it away.
    Patch(usize, Patch, bool),
    /// Puts the variant at this place on this kernel.
    VariantKernel(usize, Kernel),
    /// Chooses the zone map's axis.
    Scale(Scale),
    /// Shows one node on the zone map, or all.
    Node(Option<Nid>),
    /// Chooses one of the two variants compared.
    Compare(usize, AttrValue),
}

impl State {
    /// What the page opens with, or why the first case is no scenario.
    ///
    /// # Errors
    /// Never: a test holds that.
    pub fn first() -> Result<State, String> {
        let memory = FIRST_CASE.memory().map_err(|error| error.to_string())?;
        let kernel = Kernel::default();
        let state = State {
            bench: Rc::new(Workbench {
                reading: Reading::of(AttrValue::default()),
                case: None,
                problem: None,
                refused: None,
                titled: false,
                cmdline: AttrValue::default(),
                implied: AttrValue::default(),
                kernel,
            }),
            scenario: Rc::new(Scenario::new(Setup {
                memory,
                words: BootWords::default(),
                arch: Arch::X86_64,
                deferred_init: true,
            })),
            view: View::default(),
            sheet: Sheet::default(),
            kept: None,
        };
        Ok(state.after(Action::Case(FIRST_CASE)))
    }

    /// The state after `action`.
    #[must_use]
    pub fn after(&self, action: Action) -> State {
        match action {
            Action::Edit(text) => self.read(Reading::of(text), false),
            Action::Load(text) => self.read(Reading::of(text), true),
            Action::Dump(dump) => self.read(self.bench.reading.choose(dump), false),
            Action::Case(case) => self.case(case),
            Action::Open(scenario) => self.open(&scenario),
            Action::Refuse(why) => self.with_bench(|bench| bench.refused = Some(why)),
            Action::Back => self.back(),
            Action::Renumber => self.renumbered(),
            Action::Title(title) => self
                .with_scenario(|scenario| scenario.title = title.to_string())
                .with_bench(|bench| bench.titled = true)
                .touched(),
            Action::Cmdline(cmdline) => self.with_cmdline(cmdline).touched(),
            Action::Deferred(deferred_init) => self
                .with_scenario(|scenario| scenario.setup.deferred_init = deferred_init)
                .touched(),
            Action::Kernel(kernel) => self
                .with_bench(|bench| bench.kernel = kernel)
                .with_variants(|variants| {
                    for named in variants {
                        named.variant.kernel = kernel;
                    }
                }),
            Action::Named(name, shown) => self.with_named(name, shown),
            Action::Add => self.with_variants(|variants| {
                let fresh = PatchSet::every()
                    .filter(|patches| name_of_patches(*patches).is_none())
                    .find(|patches| !variants.iter().any(|own| own.variant.patches == *patches));
                variants.push(NamedVariant {
                    name: String::new(),
                    variant: Variant {
                        kernel: self.bench.kernel,
                        patches: fresh.unwrap_or_default(),
                    },
                });
            }),
            Action::Remove(place) if place < self.scenario.variants.len() => {
                self.with_variants(|variants| drop(variants.remove(place)))
            }
            Action::Remove(_) => self.clone(),
            Action::Patch(place, patch, applied) => self.with_variant(place, |named| {
                let patches = named.variant.patches;
                named.variant.patches = Patch::ALL
                    .into_iter()
                    .filter(|&one| {
                        if one == patch {
                            applied
                        } else {
                            patches.has(one)
                        }
                    })
                    .collect();
            }),
            Action::VariantKernel(place, kernel) => {
                self.with_variant(place, |named| named.variant.kernel = kernel)
            }
            Action::Scale(scale) => self.with_view(|view| view.scale = scale),
            Action::Node(node) => self.with_view(|view| view.node = node),
            Action::Compare(side, name) => self.with_view(|view| {
                if let Some(chosen) = view.compared.get_mut(side) {
                    *chosen = Some(name);
                }
            }),
        }
    }

    /// Takes in a text; opens the scenario in it if that is all there is. What it says of the
    /// command line replaces the user's own words when it is a new text, or says something new.
    fn read(&self, reading: Reading, new: bool) -> State {
        let memory = match scenario_in(&reading) {
            Some(Ok(scenario)) => return self.open(&scenario),
            Some(Err(problem)) => Err(problem),
            None => reading.memory.clone(),
        };
        let mut next = self.with_bench(|bench| {
            bench.case = None;
            bench.problem = memory.as_ref().err().cloned();
            bench.titled &= !new;
        });
        if let Ok(memory) = memory {
            let implied = implied_cmdline(&reading, &memory);
            let title = title_of(&reading);
            let titled = next.bench.titled;
            next = next.with_scenario(|scenario| {
                scenario.setup.memory = (*memory).clone();
                if !titled {
                    scenario.title = title;
                }
            });
            if new || implied != self.bench.implied {
                next = next
                    .with_bench(|bench| bench.implied = implied.clone())
                    .with_cmdline(implied);
            }
        }
        next.with_bench(|bench| bench.reading = reading).touched()
    }

    fn case(&self, case: &'static Case) -> State {
        let Ok(memory) = case.memory() else {
            return self.clone();
        };
        let text = zonescope_dump::write(&memory);
        self.read(Reading::of(text.into()), true)
            .with_bench(|bench| bench.case = Some(case.id))
            .with_scenario(|scenario| scenario.title = case.title.to_owned())
            .in_place_of(self)
    }

    fn with_cmdline(&self, cmdline: AttrValue) -> State {
        self.with_scenario(|scenario| scenario.setup.words = BootWords::parse(&cmdline))
            .with_bench(|bench| bench.cmdline = cmdline)
    }

    /// Named variants keep their order, and come before one's own.
    fn with_named(&self, name: &'static str, shown: bool) -> State {
        self.with_variants(|variants| {
            let known = |named: &NamedVariant| {
                NAMED_VARIANTS
                    .iter()
                    .position(|(name, _)| *name == named.name)
                    .unwrap_or(NAMED_VARIANTS.len())
            };
            variants.retain(|named| named.name != name);
            if let (true, Some(patches)) = (shown, named_patches(name)) {
                variants.push(NamedVariant::of(patches, self.bench.kernel));
                variants.sort_by_key(known);
            }
        })
    }

    fn with_variant(&self, place: usize, change: impl FnOnce(&mut NamedVariant)) -> State {
        if place >= self.scenario.variants.len() {
            return self.clone();
        }
        self.with_variants(|variants| {
            if let Some(named) = variants.get_mut(place) {
                forget_made_up(named);
                change(named);
            }
        })
    }

    fn with_variants(&self, change: impl FnOnce(&mut Vec<NamedVariant>)) -> State {
        self.with_scenario(|scenario| {
            change(&mut scenario.variants);
            name_apart(&mut scenario.variants, self.bench.kernel);
        })
        .touched()
    }

    pub(crate) fn with_scenario(&self, change: impl FnOnce(&mut Scenario)) -> State {
        let mut next = self.clone();
        change(Rc::make_mut(&mut next.scenario));
        next.view.forget_missing(&next.scenario);
        next
    }

    pub(crate) fn with_bench(&self, change: impl FnOnce(&mut Workbench)) -> State {
        let mut next = self.clone();
        change(Rc::make_mut(&mut next.bench));
        next
    }

    fn with_view(&self, change: impl FnOnce(&mut View)) -> State {
        let mut next = self.clone();
        change(&mut next.view);
        next
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

impl View {
    /// Drops what the scenario no longer has.
    fn forget_missing(&mut self, scenario: &Scenario) {
        let regions = scenario.setup.memory.regions();
        self.node = self
            .node
            .filter(|nid| regions.iter().any(|region| region.nid == *nid));
        for chosen in &mut self.compared {
            *chosen = chosen.take().filter(|name| {
                scenario
                    .variants
                    .iter()
                    .any(|named| named.name == name.as_str())
            });
        }
    }
}

/// The command line a text comes with.
pub(crate) fn implied_cmdline(reading: &Reading, memory: &MemoryMap) -> AttrValue {
    let line = reading.dump().map_or(u32::MAX, |dump| dump.first_line);
    let logged = reading.log.command_line_at(line);
    let cmdline = cmdline_for(logged.map(|found| found.what.as_str()), memory);
    AttrValue::from(cmdline.to_owned())
}

/// What to call a text's dump.
fn title_of(reading: &Reading) -> String {
    reading
        .dump()
        .and_then(|dump| dump.title.clone())
        .unwrap_or_default()
}
