//! What comes from a link, a file or storage, and what becomes of the work it takes the place of.
#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use yew::AttrValue;
use zonescope_model::{Kernel, Patch, PatchSet, Variant};
use zonescope_scenario::{NamedVariant, Scenario, CASES};
use zonescope_web::{Action, Entry, State, Stored, Work, TEXT_LIMIT};

/// One region on one node.
const OWN: &str = "\
MEMBLOCK configuration:
 memory.cnt  = 0x1
 memory[0x0]\t[0x0000000000100000-0x00000000bfffffff], 0x00000000bff00000 bytes on node 0 flags: 0x0
";

fn load(text: &str) -> Action {
    Action::Load(AttrValue::from(text.to_owned()))
}

fn begin(link: Option<Result<Scenario, String>>) -> State {
    State::begin(7, link, None, None).unwrap()
}

fn case(place: usize) -> Scenario {
    CASES[place].scenario().unwrap()
}

/// Through storage and back.
fn stored(state: &State) -> Stored {
    let entry = Entry::of(state, 99);
    Stored::read(&entry.whole.or(entry.bare).unwrap()).unwrap()
}

fn reopened(state: &State) -> State {
    let work = |state: &State| Work {
        stored: stored(state),
        number: Some(state.sheet.number),
    };
    let before = state.kept.as_deref().map(work);
    State::begin(1000, None, Some(work(state)), before).unwrap()
}

fn kept(state: &State) -> &State {
    state.kept.as_deref().unwrap()
}

#[test]
fn a_link_is_shown_as_a_case_is() {
    for (place, menu) in CASES.iter().enumerate() {
        let linked = begin(Some(Ok(case(place))));
        let picked = begin(None).after(Action::Case(menu));
        assert_eq!(linked.scenario, picked.scenario, "{}", menu.id);
        assert_eq!(linked.bench, picked.bench, "{}", menu.id);
        assert_eq!(linked.kept, None);
    }
}

#[test]
fn a_damaged_link_leaves_what_is_there() {
    let state = begin(Some(Err("cut short".to_owned())));
    assert_eq!(state.bench.refused.as_deref(), Some("cut short"));
    assert_eq!(state.bench.case, Some("case2"));
    // Until something else is done.
    let state = state.after(Action::Cmdline("movable_node".into()));
    assert_eq!(state.bench.refused, None);
}

#[test]
fn work_is_kept_when_a_link_is_opened_and_a_view_of_a_case_is_not() {
    let link = Rc::new(case(2));
    let looked = begin(None).after(Action::Case(&CASES[0]));
    assert_eq!(looked.after(Action::Open(link.clone())).kept, None);

    let worked = looked.after(load(OWN));
    let opened = worked.after(Action::Open(link.clone()));
    assert_eq!(*opened.scenario, *link);
    assert_eq!(kept(&opened).bench, worked.bench);
    assert_ne!(opened.sheet.number, worked.sheet.number);

    let back = opened.after(Action::Back);
    assert_eq!(
        (&back.bench, &back.scenario),
        (&worked.bench, &worked.scenario)
    );
    assert_eq!(back.sheet.number, worked.sheet.number);
    assert_eq!(*kept(&back).scenario, *link);
    // And a third takes a number of its own.
    let third = back.after(Action::Case(&CASES[3]));
    assert!(![worked.sheet.number, opened.sheet.number].contains(&third.sheet.number));
}

#[test]
fn a_case_does_not_discard_work_either() {
    let worked = begin(None).after(load(OWN));
    let picked = worked
        .after(Action::Case(&CASES[0]))
        .after(Action::Case(&CASES[1]));
    assert_eq!(kept(&picked).bench.reading.text, OWN);
}

#[test]
fn the_link_of_what_is_there_changes_nothing() {
    let worked = begin(None).after(load(OWN));
    let same = worked.after(Action::Open(Rc::new(worked.scenario.normalised())));
    assert_eq!(same, worked);
    // The browser's own way back.
    let back = worked
        .after(Action::Open(Rc::new(case(0))))
        .after(Action::Open(Rc::new(worked.scenario.normalised())));
    assert_eq!(back.bench, worked.bench);
}

#[test]
fn a_text_with_a_link_and_no_dump_opens_it() {
    let scenario = case(2);
    let link = format!("https://zonescope.example/#{}", scenario.to_link().unwrap());
    let mail = zonescope_report::mail(&scenario, &scenario.evaluate(), Some(&link));
    let quoted: String = mail.lines().map(|line| format!("> {line}\n")).collect();
    for text in [link.clone(), mail, quoted, scenario.to_json()] {
        let state = begin(None).after(load(&text));
        assert_eq!(*state.scenario, scenario, "{text}");
        assert_eq!(state.bench.case, Some("case3"), "{text}");
    }
    // With a dump the link is prose.
    let both = begin(None).after(load(&format!("see {link}\n{OWN}")));
    assert_eq!(both.scenario.setup.memory.regions().len(), 1);
}

#[test]
fn a_text_whose_link_or_scenario_is_damaged_says_why() {
    let link = format!("https://zonescope.example/#{}", case(0).to_link().unwrap());
    for (text, says) in [
        (&link[..link.len() - 4], "cut short, 4 characters"),
        ("{\"memory\": [[0, 4096, 0, 0]], \"memmory\": 1}", "memmory"),
    ] {
        let state = begin(None).after(load(text));
        let problem = state.bench.problem.as_deref().unwrap();
        assert!(problem.contains(says), "{problem}");
        assert_eq!(state.bench.reading.text, text);
        assert_eq!(state.bench.case, None);
        assert_eq!(*state.scenario, *begin(None).scenario);
    }
}

#[test]
fn the_title_is_the_texts_until_it_is_the_users() {
    let titled = begin(None).after(Action::Title("Mine ".into()));
    assert_eq!(titled.scenario.title, "Mine ");
    let edited = titled.after(Action::Edit(OWN.into()));
    assert_eq!(edited.scenario.title, "Mine ");
    assert_eq!(edited.after(load(OWN)).scenario.title, "");
    // A link's title is as good as the user's, a case's is the case's.
    let mut scenario = case(0);
    scenario.title = "Two nodes".to_owned();
    let linked = begin(Some(Ok(scenario)));
    assert_eq!(
        linked.after(Action::Edit(OWN.into())).scenario.title,
        "Two nodes"
    );
    let picked = begin(Some(Ok(case(0))));
    assert_eq!(picked.after(Action::Edit(OWN.into())).scenario.title, "");
}

#[test]
fn names_from_elsewhere_stay_unless_two_are_alike() {
    let own = |name: &str, patches: &[Patch], kernel| NamedVariant {
        name: name.to_owned(),
        variant: Variant {
            kernel,
            patches: patches.iter().copied().collect::<PatchSet>(),
        },
    };
    let clip = [Patch::ClipNormal];
    let mut scenario = case(0);
    scenario.variants = vec![
        own("base", &[], Kernel::V6_12),
        own("mine", &clip, Kernel::V6_12),
        own("mine", &clip, Kernel::V6_18),
        own("simplified", &clip, Kernel::V6_12),
        own("base", &[], Kernel::V6_18),
    ];
    let state = begin(Some(Ok(scenario)));
    let names = |state: &State| -> Vec<String> {
        let variants = state.scenario.variants.iter();
        variants.map(|named| named.name.clone()).collect()
    };
    let expected = ["base", "mine", "mine (2)", "simplified (2)", "base (2)"];
    assert_eq!(names(&state), expected);
    let state = state.after(Action::Patch(1, Patch::PlainAbsent, true));
    assert_eq!(names(&state), expected);
    let state = state.after(Action::Named("base", false));
    assert_eq!(names(&state), expected[1..]);
}

#[test]
fn work_comes_back_from_storage_as_it_was_left() {
    let two = format!("noise\n{OWN}\n{}", begin(None).bench.reading.text);
    let states = [
        begin(None).after(Action::Named("clip", false)),
        begin(None).after(load(OWN)),
        begin(None).after(load(&two)).after(Action::Dump(0)),
        begin(None)
            .after(load(OWN))
            .after(Action::Cmdline("quiet kernelcore=4G ".into())),
        begin(None)
            .after(load(OWN))
            .after(Action::Edit("no dump".into())),
        begin(None)
            .after(load(OWN))
            .after(Action::Title("Äpfel & Birnen".into())),
    ];
    for state in states {
        let again = reopened(&state);
        assert_eq!(again.scenario, state.scenario);
        assert_eq!(again.bench.reading, state.bench.reading);
        assert_eq!(again.bench.cmdline, state.bench.cmdline);
        assert_eq!(again.bench.problem, state.bench.problem);
        assert_eq!(again.bench.case, state.bench.case);
        assert_eq!(again.sheet.number, state.sheet.number);
        assert!(again.sheet.touched);
    }
}

#[test]
fn what_was_kept_comes_back_too() {
    let state = begin(None)
        .after(load(OWN))
        .after(Action::Open(Rc::new(case(2))))
        .after(Action::Kernel(Kernel::V6_18));
    let again = reopened(&state);
    assert_eq!(again.scenario, state.scenario);
    assert_eq!(kept(&again).bench.reading.text, OWN);
    assert_eq!(
        kept(&again).sheet.number,
        state.kept.as_ref().unwrap().sheet.number
    );
    assert_eq!(stored(&state).before, Some(kept(&state).sheet.number));
}

#[test]
fn of_the_link_and_the_work_the_link_is_shown_and_the_work_kept() {
    let work = begin(None).after(load(OWN));
    let found = || {
        Some(Work {
            stored: stored(&work),
            number: None,
        })
    };
    let state = State::begin(50, Some(Ok(case(0))), found(), None).unwrap();
    assert_eq!(*state.scenario, case(0));
    assert_eq!(kept(&state).bench.reading.text, OWN);
    // Another tab is at that work: these numbers are new.
    assert_eq!((kept(&state).sheet.number, state.sheet.number), (50, 51));
    // The link of that very work shows it with its text.
    let link = work.scenario.normalised();
    let state = State::begin(50, Some(Ok(link)), found(), None).unwrap();
    assert_eq!((&*state.bench.reading.text, &state.kept), (OWN, &None));
    // A damaged link shows the work.
    let state = State::begin(50, Some(Err("cut".to_owned())), found(), None).unwrap();
    assert_eq!(state.bench.reading.text, OWN);
    assert!(state.bench.refused.is_some());
}

#[test]
fn a_text_too_large_is_not_kept_and_its_scenario_is() {
    let text = format!("{OWN}{}", "some other line\n".repeat(TEXT_LIMIT / 16));
    let state = begin(None).after(load(&text));
    let entry = Entry::of(&state, 0);
    assert_eq!(entry.whole, None);
    let again = Stored::read(&entry.bare.unwrap()).unwrap();
    assert_eq!(
        (again.scenario, again.text),
        ((*state.scenario).clone(), None)
    );
}

#[test]
fn a_map_too_large_for_a_link_is_kept_as_a_file() {
    let rows: String = (0..5000u64)
        .map(|i| format!("[{},{},0,0],", i << 24, (i << 24) + (1 << 20)))
        .collect();
    let json = format!("{{\"memory\": [{}]}}", rows.trim_end_matches(','));
    let state = begin(None)
        .after(load(&json))
        .after(Action::Title("Large".into()));
    assert_eq!(state.scenario.setup.memory.regions().len(), 5000);
    assert_eq!(stored(&state).scenario, *state.scenario);
}

#[test]
fn what_is_no_entry_is_passed_over() {
    let state = begin(None).after(load(OWN));
    let entry = Entry::of(&state, 5).whole.unwrap();
    assert_eq!(Stored::time_of(&entry), Some(5));
    for broken in [
        "",
        "1",
        "1 x - -",
        &entry[2..],
        &entry[..20],
        &entry.replace("\n1", "\n2"),
    ] {
        assert_eq!(Stored::read(broken), None, "{broken:?}");
    }
}

#[test]
fn new_numbers_are_new() {
    let state = begin(None)
        .after(load(OWN))
        .after(Action::Open(Rc::new(case(2))))
        .after(Action::Deferred(false));
    let renumbered = state.after(Action::Renumber);
    let numbers = |state: &State| [state.sheet.number, kept(state).sheet.number];
    let [a, b] = numbers(&renumbered);
    assert!(a != b && !numbers(&state).contains(&a) && !numbers(&state).contains(&b));
    assert_eq!(renumbered.bench, state.bench);
}
