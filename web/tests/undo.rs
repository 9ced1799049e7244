//! Undo and redo, whatever was done.
#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use proptest::prelude::*;
use zonescope_mirror::Percent;
use zonescope_model::{Arch, BootWords, Flags, Kernel, MemoryMap, Nid, Patch, PatchSet, Variant};
use zonescope_scenario::{Mirrored, CASES};
use zonescope_web::regions::{Edit, Table, Which};
use zonescope_web::{Action, Entry, Moment, Reading, Replaced, State, Stored, TEXT_LIMIT};

/// What somebody might do; numbers choose among what there is.
fn action(state: &State, kind: u8, a: u64, b: u64) -> Action {
    let memory = &state.scenario.setup.memory;
    let place = (a % 9) as usize;
    let case = &CASES[place % CASES.len()];
    match kind % 20 {
        0 => Action::Case(case),
        1 => Action::Open(Rc::new(case.scenario().unwrap().normalised())),
        2 => Action::Load(zonescope_dump::write(memory).into()),
        3 => Action::Load(format!("junk {a}\n{{\"memory\": [[{a},{b},0,0]]}}").into()),
        4 => Action::Edit(cut(&state.bench.reading.text, b).into()),
        5 => Action::Edit(state.bench.reading.text.replace('7', "3").into()),
        6 => Action::Title(format!("Title {}", a % 3).into()),
        7 => Action::Cmdline(["", "quiet kernelcore=mirror", "movablecore=4G x"][place % 3].into()),
        8 => Action::Words(BootWords::parse(["kernelcore=1G", "movable_node", ""][place % 3])),
        9 => Action::Arch([Arch::X86_64, Arch::ARM64_64K, Arch::PPC64LE][place % 3]),
        10 => Action::Deferred(a.is_multiple_of(2)),
        11 => Action::Kernel([Kernel::V6_12, Kernel::V6_18][place % 2]),
        12 => Action::Named(["base", "clip", "simplified"][place % 3], b.is_multiple_of(2)),
        13 => [Action::Add, Action::Remove(place)][(b % 2) as usize].clone(),
        14 => Action::Patch(place, Patch::ClipNormal, b.is_multiple_of(2)),
        15 => Action::Show(Variant {
            kernel: Kernel::default(),
            patches: [PatchSet::NONE, [Patch::ClipNormal].into_iter().collect()][place % 2],
        }),
        16 => Action::Rest,
        17 => Action::Reread,
        18 => mirrored(memory, a).unwrap_or(Action::Reread),
        _ => match edit(memory, a, b) {
            Some(memory) => [Action::Memory, Action::Drag][(a % 2) as usize](Rc::new(memory)),
            None => Action::VariantKernel(place, Kernel::V6_18),
        },
    }
}

fn cut(text: &str, at: u64) -> String {
    let end = at as usize % (text.len() + 1);
    let end = (0..=end).rev().find(|&end| text.is_char_boundary(end));
    text[..end.unwrap_or(0)].to_owned()
}

fn mirrored(memory: &MemoryMap, hundredths: u64) -> Option<Action> {
    let inferred = zonescope_mirror::infer(memory).ok()?;
    let mut setting = inferred.setting;
    setting.above_4g = Percent::from_hundredths(hundredths % 5001).ok()?;
    Some(Action::Mirror(Rc::new(Mirrored { machine: inferred.machine, setting })))
}

/// A map of the editor's, if the rows are one after the edit: what is not legal stays there.
fn edit(memory: &MemoryMap, a: u64, b: u64) -> Option<MemoryMap> {
    let table = Table::of(memory);
    let place = a as usize % table.rows().len();
    let nid = Nid::new(b % 3).unwrap_or_default();
    let table = table.edited(Edit::Pick(place, true)).ok()?;
    let edits = [
        Edit::Start(place, b),
        Edit::End(place, b),
        Edit::Size(place, b % (1 << 36)),
        Edit::Node(place, nid),
        Edit::Flag(place, Flags::MIRROR, b.is_multiple_of(2)),
        Edit::PickAll(Which::Of(nid)),
        Edit::PickedFlag(Flags::HOTPLUG, true),
        Edit::Up(b % (1 << 40)),
        Edit::Down(b % (1 << 30)),
        Edit::Delete,
        Edit::Merge,
        Edit::Split(b % (1 << 39)),
        Edit::Add,
    ];
    let table = table.edited(edits[(a / 16) as usize % edits.len()]).ok()?;
    table.map().ok()
}

fn is_sound(state: &State) {
    let regions = state.scenario.setup.memory.regions().to_vec();
    assert_eq!(MemoryMap::new(regions).as_ref(), Ok(&state.scenario.setup.memory));
    for one in state.scenario.evaluate() {
        assert!(one.outcome.nodes.len() <= 1024);
    }
}

/// What a moment is to its user. A link holds titles in normal form, and no view but one.
fn shown(moment: &Moment) -> (Reading, String, bool, Option<&'static str>, Option<String>, String) {
    let bench = &moment.bench;
    let mut scenario = moment.scenario.normalised();
    scenario.view = Default::default();
    (
        bench.reading.clone(),
        bench.cmdline.to_string(),
        bench.titled,
        bench.case,
        bench.problem().map(str::to_owned),
        scenario.to_json(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_was_done_can_be_undone_redone_and_kept(
        steps in prop::collection::vec((any::<u8>(), any::<u64>(), 0u64..1 << 40), 1..24),
        reload in 0usize..24,
    ) {
        let start = State::first().unwrap();
        let mut state = start.clone();
        for (place, &(kind, a, b)) in steps.iter().enumerate() {
            state = state.after(action(&state, kind, a, b));
            is_sound(&state);
            if place == reload {
                let entry = Entry::of(&state, 1, TEXT_LIMIT).text.unwrap();
                let kept = Stored::read(&entry).unwrap();
                prop_assert_eq!(shown(&kept.present), shown(&state.moment()));
                let replaced = |replaced: &Option<Replaced>| replaced.as_ref().map(|one| shown(&one.work));
                let own = replaced(&state.history.replaced).filter(|work| *work != shown(&state.moment()));
                prop_assert_eq!(replaced(&kept.replaced), own);
            }
        }
        let end = state.clone();
        let many = state.history.past.len();
        for _ in 0..many {
            state = state.after(Action::Undo);
            is_sound(&state);
        }
        prop_assert_eq!(state.moment(), start.moment());
        prop_assert_eq!(state.after(Action::Undo).moment(), start.moment());
        for _ in 0..many {
            state = state.after(Action::Redo);
        }
        prop_assert_eq!(state.moment(), end.moment());
    }
}

#[test]
fn typing_is_one_step_until_it_rests() {
    let first = State::first().unwrap();
    let typed = |state: &State, words: &'static str| state.after(Action::Cmdline(words.into()));
    let state = typed(&typed(&typed(&first, "q"), "qu"), "quiet");
    assert_eq!(state.after(Action::Undo).moment(), first.moment());
    let rested = typed(&state.after(Action::Rest), "quiet kernelcore=1G");
    let back = rested.after(Action::Undo);
    assert_eq!(back.bench.cmdline, "quiet");
    assert_eq!(back.after(Action::Undo).moment(), first.moment());
    // Typing elsewhere is another step.
    let other = state.after(Action::Title("Mine".into()));
    assert_eq!(other.after(Action::Undo).moment(), state.moment());
}

#[test]
fn an_edit_after_undo_forgets_what_was_undone() {
    let first = State::first().unwrap();
    let state = first
        .after(Action::Deferred(false))
        .after(Action::Undo)
        .after(Action::Kernel(Kernel::V6_18));
    assert!(state.history.future.is_empty());
    assert_eq!(state.after(Action::Redo).moment(), state.moment());
}
