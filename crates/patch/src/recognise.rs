//! From the hunks of one file to patches.

use std::collections::{BTreeMap, BTreeSet};

use zonescope_model::Patch;

use crate::change::{Change, Fault, HunkLines, What};
use crate::function::{parts, Scope};
use crate::header;
use crate::hunk::{Hunk, Mark};
use crate::modelled::{self, Place};
use crate::rules::Edit;
use crate::scan::Section;
use crate::statement::{same, statements};
use crate::token::{Kind, Lexer, Token, GAP};

/// Recognises what sections do, in their order.
#[derive(Default)]
pub(crate) struct Recogniser {
    pub changes: Vec<Change>,
    /// Whether a patch before has taken the call of overlap_memmap_init() away.
    is_uncalled: bool,
}

impl Recogniser {
    /// Takes what a diff changes in one file.
    pub fn take(&mut self, section: &Section) {
        let found = match section.matters() {
            true => {
                let hunks: Vec<&Hunk> = section.hunks.iter().map(|(hunk, _)| hunk).collect();
                let found = self.recognise(section, &hunks);
                let is_lost = |change: &Change| change.what == What::Unknown;
                // Whether a line goes on in the next one can't be told if both may have lost
                // their marks. Only one of both readings makes sense.
                if found.iter().any(is_lost) && hunks.iter().any(|hunk| hunk.may_be_broken()) {
                    let whole: Vec<Hunk> = hunks.iter().map(|hunk| hunk.unbroken()).collect();
                    let other = self.recognise(section, &whole.iter().collect::<Vec<_>>());
                    match other.iter().any(is_lost) {
                        true => found,
                        false => other,
                    }
                } else {
                    found
                }
            }
            false => section.hunks.iter().map(|(hunk, _)| elsewhere(section, hunk)).collect(),
        };
        let ends_call = |change: &Change| {
            matches!(change.patch(), Some((Patch::NoOverlapCheck | Patch::OuterLoopCheck, false)))
        };
        self.is_uncalled |= found.iter().any(ends_call);
        self.changes.extend(found);
    }

    fn recognise(&self, section: &Section, hunks: &[&Hunk]) -> Vec<Change> {
        let mut code = Code::of(hunks);
        let place = section.file.as_deref().map_or(Some(Place::Zones), Place::of);
        let mut found = Found { section, hunks, changes: Vec::new() };
        let mut edits: Vec<(Edit, bool, BTreeSet<usize>)> = Vec::new();
        let mut memmap_init_is_known = true;
        code.name_unnamed();
        for (scope, window) in &code.windows {
            if window.touched.is_empty() {
                continue;
            }
            let scope = &scope.0;
            match window.recognised(*scope, place) {
                Recognised::Edit(edit, backwards) => {
                    edits.push((edit, backwards, window.touched.clone()));
                }
                Recognised::Is(what) => {
                    let is_it = *scope == Scope::Function("memmap_init");
                    memmap_init_is_known &= !(what == What::Unknown && is_it);
                    found.add_each(what, name(*scope), &window.touched);
                }
            }
        }
        for touched in code.quiet.drain(..) {
            let (at, scope, is_cut) = touched;
            let what = match scope {
                Scope::Function(name) if !place.is_some_and(|place| place.models(name)) => {
                    What::OtherFunction
                }
                _ if is_cut => What::Unknown,
                Scope::Function(_) | Scope::Unnamed => What::SameMeaning,
                Scope::Outside => What::OtherFunction,
            };
            found.add_each(what, name(scope), &BTreeSet::from([at]));
        }
        found.add_edits(edits, memmap_init_is_known, self.is_uncalled);
        found.changes.sort_by_key(Change::first);
        found.changes
    }
}

/// A hunk of a file that does not matter.
fn elsewhere(section: &Section, hunk: &Hunk) -> Change {
    Change {
        what: What::OtherFile,
        file: section.file.as_deref().map(|file| modelled::shown(file).to_owned()),
        function: header::function(&hunk.context).map(str::to_owned),
        hunks: vec![HunkLines { first: hunk.first, last: hunk.last }],
        depth: section.quoting.depth(),
        fault: None,
    }
}

fn name<'t>(scope: Scope<'t>) -> Option<&'t str> {
    match scope {
        Scope::Function(name) => Some(name),
        Scope::Unnamed | Scope::Outside => None,
    }
}

/// The code of a diff in one file, by function.
struct Code<'t> {
    /// By function; what is in none that the text names, by hunk.
    windows: BTreeMap<(Scope<'t>, usize), Window<'t>>,
    /// Hunks in which no token changes, where they begin, and whether they are cut off.
    quiet: Vec<(usize, Scope<'t>, bool)>,
}

/// What hunks show of one function, before and after.
#[derive(Default)]
struct Window<'t> {
    old: Vec<Token<'t>>,
    new: Vec<Token<'t>>,
    /// The hunks that change it.
    touched: BTreeSet<usize>,
    /// The last hunk that shows it.
    last: Option<usize>,
    is_cut: bool,
}

impl<'t> Code<'t> {
    fn of(hunks: &[&'t Hunk]) -> Code<'t> {
        let mut code = Code { windows: BTreeMap::new(), quiet: Vec::new() };
        let mut end_before = None;
        for (at, hunk) in hunks.iter().enumerate() {
            let goes_on = end_before == Some(hunk.start);
            end_before = Some(hunk.end());
            code.add(at, hunk, goes_on);
        }
        code
    }

    fn add(&mut self, at: usize, hunk: &'t Hunk, goes_on: bool) {
        let scope = match header::function(&hunk.context) {
            Some(name) => Scope::Function(name),
            None if hunk.context.is_empty() => Scope::Unnamed,
            None => Scope::Outside,
        };
        let is_cut = hunk.is_cut();
        let mut is_quiet = true;
        for mark in [Mark::Removed, Mark::Added] {
            let mut lexer = Lexer::default();
            for line in &hunk.lines {
                let is_here = matches!(line.mark, Mark::Context | Mark::Bare) || line.mark == mark;
                if is_here {
                    lexer.line(&line.text, hunk.is_spaced, line.mark == mark);
                }
            }
            for part in parts(&lexer.tokens, scope) {
                let of_hunk = if part.scope == Scope::Unnamed { at } else { 0 };
                let window = self.windows.entry((part.scope, of_hunk)).or_default();
                // Both sides have a gap where either was begun.
                if window.last.is_some_and(|last| last != at) && !goes_on {
                    window.push_gap();
                }
                window.last = Some(at);
                window.is_cut |= is_cut;
                if part.tokens.iter().any(|token| token.changed) {
                    window.touched.insert(at);
                    is_quiet = false;
                }
                match mark {
                    Mark::Removed => window.old.extend(part.tokens),
                    _ => window.new.extend(part.tokens),
                }
            }
        }
        if is_quiet {
            self.quiet.push((at, scope, is_cut));
        }
    }
}

impl<'t> Code<'t> {
    /// Puts hunks together that name no function, where together they are what is known to be
    /// done to one: a patch may need several.
    fn name_unnamed(&mut self) {
        const MOST: usize = 4;
        let is_unnamed = |key: &&(Scope<'_>, usize)| key.0 == Scope::Unnamed;
        let hunks: Vec<usize> = self.windows.keys().filter(is_unnamed).map(|key| key.1).collect();
        let mut from = 0;
        while from < hunks.len() {
            let most = MOST.min(hunks.len() - from);
            let found = (1..=most).rev().find_map(|count| {
                let run = hunks.get(from..from + count)?;
                let window = self.joined(run)?;
                match window.recognised(Scope::Unnamed, Some(Place::Zones)) {
                    Recognised::Edit(edit, _) => Some((count, edit, window)),
                    Recognised::Is(_) => None,
                }
            });
            let Some((count, edit, window)) = found else {
                from += 1;
                continue;
            };
            for hunk in hunks.iter().skip(from).take(count) {
                self.windows.remove(&(Scope::Unnamed, *hunk));
            }
            if let Some(function) = edit.functions().first() {
                self.insert(Scope::Function(function), from + 1, window);
            }
            from += count;
        }
    }

    /// Adds a window whose function was found out, to what hunks before show of it if only both
    /// together are what is known.
    fn insert(&mut self, scope: Scope<'t>, hunk: usize, window: Window<'t>) {
        if let Some(named) = self.windows.get(&(scope, 0)) {
            let mut both = Window::default();
            both.add(named);
            both.add(&window);
            if let Recognised::Edit(..) = both.recognised(scope, Some(Place::Zones)) {
                self.windows.insert((scope, 0), both);
                return;
            }
        }
        self.windows.insert((scope, hunk), window);
    }

    /// What some hunks show that name no function, as one.
    fn joined(&self, hunks: &[usize]) -> Option<Window<'t>> {
        let mut all = Window::default();
        for hunk in hunks {
            all.add(self.windows.get(&(Scope::Unnamed, *hunk))?);
        }
        Some(all)
    }
}

/// What became of a function.
enum Recognised {
    Edit(Edit, bool),
    Is(What),
}

impl<'t> Window<'t> {
    /// Adds what later hunks show.
    fn add(&mut self, later: &Window<'t>) {
        if self.last.is_some() {
            self.push_gap();
        }
        self.old.extend(&later.old);
        self.new.extend(&later.new);
        self.touched.extend(&later.touched);
        self.last = later.last;
        self.is_cut |= later.is_cut;
    }

    /// Both sides have a gap where lines between two hunks are not shown.
    fn push_gap(&mut self) {
        self.old.push(GAP);
        self.new.push(GAP);
    }

    fn recognised(&self, scope: Scope<'_>, place: Option<Place>) -> Recognised {
        match scope {
            Scope::Function(name) if !place.is_some_and(|place| place.models(name)) => {
                return Recognised::Is(What::OtherFunction);
            }
            Scope::Outside => {
                let both = self.old.iter().chain(&self.new);
                let names_state = both
                    .filter(|token| token.changed && token.kind == Kind::Name)
                    .any(|token| modelled::is_state(token.text));
                let old = statements(&self.old);
                let new = statements(&self.new);
                return Recognised::Is(match names_state && !same(&old, &new) {
                    true => What::Unknown,
                    false => What::OtherFunction,
                });
            }
            _ => {}
        }
        if self.is_cut {
            return Recognised::Is(What::Unknown);
        }
        let old = statements(&self.old);
        let new = statements(&self.new);
        if same(&old, &new) {
            return Recognised::Is(What::SameMeaning);
        }
        let of_function = |edit: &Edit| match scope {
            Scope::Function(name) => edit.functions().contains(&name),
            _ => *edit != Edit::Function,
        };
        for edit in Edit::ALL.into_iter().filter(of_function) {
            for (before, after, backwards) in [(&old, &new, false), (&new, &old, true)] {
                if edit.explains(before, after, backwards) {
                    return Recognised::Edit(edit, backwards);
                }
            }
        }
        Recognised::Is(What::Unknown)
    }
}

/// The changes of a section in the making.
struct Found<'s> {
    section: &'s Section,
    hunks: &'s [&'s Hunk],
    changes: Vec<Change>,
}

impl Found<'_> {
    /// One change of several hunks.
    fn add(&mut self, what: What, function: Option<&str>, touched: &BTreeSet<usize>) {
        let hunks = touched.iter().filter_map(|at| self.hunks.get(*at));
        let faults = touched.iter().filter_map(|at| self.section.hunks.get(*at)?.1);
        self.changes.push(Change {
            what,
            file: self.section.file.as_deref().map(|file| modelled::shown(file).to_owned()),
            function: function.map(str::to_owned),
            fault: faults.into_iter().next(),
            depth: self.section.quoting.depth(),
            hunks: hunks.map(|hunk| HunkLines { first: hunk.first, last: hunk.last }).collect(),
        });
    }

    /// A change for each hunk.
    fn add_each(&mut self, what: What, function: Option<&str>, touched: &BTreeSet<usize>) {
        for at in touched {
            self.add(what, function, &BTreeSet::from([*at]));
        }
    }

    /// Puts edits together to patches. Two of these differ only in what memmap_init() gains: where
    /// that can't be seen, it is neither.
    fn add_edits(
        &mut self,
        edits: Vec<(Edit, bool, BTreeSet<usize>)>,
        memmap_init_is_known: bool,
        is_uncalled: bool,
    ) {
        let mut overlap = Vec::new();
        for (edit, reverted, touched) in edits {
            let patch = match edit {
                Edit::Extent => Patch::NodeExtentSpan,
                Edit::Clip => Patch::ClipNormal,
                Edit::MirrorTerms => Patch::PlainAbsent,
                Edit::Call | Edit::Function | Edit::OuterLoop => {
                    overlap.push((edit, reverted, touched));
                    continue;
                }
            };
            let function = edit.functions().first().copied();
            self.add(What::Patch { patch, reverted }, function, &touched);
        }
        let Some(reverted) = overlap.first().map(|(_, reverted, _)| *reverted) else {
            return;
        };
        let has = |edit: Edit| overlap.iter().any(|(other, _, _)| *other == edit);
        let agree = overlap.iter().all(|(_, other, _)| *other == reverted);
        let patch = match (has(Edit::Call), has(Edit::OuterLoop)) {
            _ if !agree => None,
            (true, true) => Some((Patch::OuterLoopCheck, Edit::OuterLoop)),
            (true, false) if memmap_init_is_known && self.is_complete() => {
                Some((Patch::NoOverlapCheck, Edit::Call))
            }
            _ => None,
        };
        if let Some((patch, edit)) = patch {
            let touched = overlap.iter().flat_map(|(_, _, touched)| touched).copied().collect();
            let function = edit.functions().first().copied();
            return self.add(What::Patch { patch, reverted }, function, &touched);
        }
        let is_leftover = is_uncalled && !reverted && !has(Edit::Call) && !has(Edit::OuterLoop);
        let what = if is_leftover { What::SameMeaning } else { What::Unknown };
        for (edit, _, touched) in overlap {
            self.add_each(what, edit.functions().first().copied(), &touched);
        }
        if let (Some(fault), What::Unknown) = (self.incomplete(), what) {
            self.changes.iter_mut().for_each(|change| {
                if change.what == What::Unknown {
                    change.fault.get_or_insert(fault);
                }
            });
        }
    }

    /// Whether all of what the file's diff changes is in the text, as far as it tells.
    fn is_complete(&self) -> bool {
        !self.hunks.iter().any(|hunk| hunk.is_cut()) && self.incomplete().is_none()
    }

    /// How many lines are missing, by the mail's summary.
    fn incomplete(&self) -> Option<Fault> {
        let said = self.section.stat?;
        let read = self.hunks.iter().map(|hunk| hunk.changed).sum();
        (read < said).then_some(Fault::Incomplete { said, read })
    }
}
