//! What variants are called: no two alike, whoever named them.

use zonescope_model::{named_patches, Kernel, PatchSet, Release};
use zonescope_scenario::{Case, NamedVariant, CASES};

use super::state::State;

/// What the title of a case says once it is no longer the case.
const CHANGED: &str = ", changed";

impl State {
    /// The title after a change of what the case on screen is, if one is or was.
    pub(crate) fn changed_title(&self) -> Option<String> {
        if self.scenario.title.ends_with(CHANGED) {
            return Some(self.scenario.title.clone());
        }
        let case = self.case_of_memory()?;
        let number = case.title.split_once(':').map_or(case.title, |(number, _)| number);
        Some(format!("{number}{CHANGED}"))
    }

    /// With the title of its case only while it boots as the case does.
    pub(crate) fn retitled(self) -> State {
        let Some((case, changed)) = self.case_of_memory().zip(self.changed_title()) else {
            return self;
        };
        let title = &self.scenario.title;
        if self.bench.titled || *title != case.title && *title != changed {
            return self;
        }
        let title = if self.boots_as(case) { case.title.to_owned() } else { changed };
        self.with_scenario(|scenario| scenario.title = title)
    }

    /// The case on screen, if it is as it was.
    pub fn case_shown(&self) -> Option<&'static str> {
        self.case_of_memory().filter(|case| self.boots_as(case)).map(|case| case.id)
    }

    fn case_of_memory(&self) -> Option<&'static Case> {
        CASES.iter().find(|case| Some(case.id) == self.bench.case)
    }

    fn boots_as(&self, case: &Case) -> bool {
        case.scenario().is_ok_and(|its| its.setup == self.scenario.setup)
    }
}

/// Whether the variant is one of the six, and not of the user's own making.
pub fn is_named(named: &NamedVariant) -> bool {
    named_patches(&named.name) == Some(named.variant.patches)
}

/// Gives every variant of one's own a name no other has: the one it came with, else its patches
/// and its kernel where it is not the usual one; and at last a number.
pub fn name_apart(variants: &mut [NamedVariant], usual: Kernel) {
    for place in 0..variants.len() {
        let (before, rest) = variants.split_at_mut(place);
        let taken = |name: &str| before.iter().any(|other| other.name == name);
        let Some(named) = rest.first_mut() else {
            continue;
        };
        if is_named(named) && !taken(&named.name) {
            continue;
        }
        if is_made_up(named) {
            named.name = made_up(named, usual);
        }
        // The six keep their names even while they are not shown.
        let free = |name: &String| named_patches(name).is_none() && !taken(name);
        let numbered = (2..=before.len() + 2).map(|number| format!("{} ({number})", named.name));
        let found = std::iter::once(named.name.clone()).chain(numbered).find(free);
        if let Some(name) = found {
            named.name = name;
        }
    }
}

/// Forgets a name that says what the patches are, a release's too, before they change.
pub fn forget_made_up(named: &mut NamedVariant) {
    if is_made_up(named) || named.release().is_some() {
        named.name.clear();
    }
}

fn is_made_up(named: &NamedVariant) -> bool {
    // A release's name on what is no longer that release says what is not so.
    if Release::from_slug(&named.name).is_some() && named.release().is_none() {
        return true;
    }
    let rest = named.name.strip_prefix(&words(named.variant.patches));
    named.name.is_empty()
        || rest
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(" v") || rest.starts_with(" ("))
}

fn made_up(named: &NamedVariant, usual: Kernel) -> String {
    let kernel = named.variant.kernel;
    match kernel == usual {
        true => words(named.variant.patches),
        false => format!("{} {kernel}", words(named.variant.patches)),
    }
}

fn words(patches: PatchSet) -> String {
    match patches == PatchSet::NONE {
        true => "no patch".to_owned(),
        false => patches.to_string(),
    }
}
