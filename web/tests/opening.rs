//! What comes from a link, a file or storage, and what becomes of the work it takes the place of.
#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use yew::AttrValue;
use zonescope_model::{Kernel, Nid, Patch, PatchSet, Variant};
use zonescope_scenario::{NamedVariant, Scenario, View, CASES};
use zonescope_web::{Action, Entry, Reading, State, Stored, Work, TEXT_LIMIT};

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
    State::begin(7, link, None).unwrap()
}

fn case(place: usize) -> Scenario {
    CASES[place].scenario().unwrap()
}

/// Through storage and back.
fn stored(state: &State) -> Stored {
    Stored::read(&Entry::of(state, 99, TEXT_LIMIT).text.unwrap()).unwrap()
}

/// The same tab after a reload.
fn reopened(state: &State) -> State {
    let work = Work { stored: stored(state), number: Some(state.sheet.number) };
    State::begin(1000, None, Some(work)).unwrap()
}

fn undone(state: &State) -> State {
    state.after(Action::Undo)
}

#[test]
fn a_link_is_shown_as_a_case_is() {
    for (place, menu) in CASES.iter().enumerate() {
        let linked = begin(Some(Ok(case(place))));
        let picked = begin(None).after(Action::Case(menu));
        assert_eq!(linked.scenario, picked.scenario, "{}", menu.id);
        assert_eq!(linked.bench, picked.bench, "{}", menu.id);
        assert!(linked.history.past.is_empty() && !linked.sheet.touched);
    }
}

#[test]
fn a_damaged_link_leaves_what_is_there() {
    let state = begin(Some(Err("cut short".to_owned())));
    assert_eq!(state.refused.as_deref(), Some("cut short"));
    assert_eq!(state.bench.case, Some("case2"));
    // Until something else is done.
    let state = state.after(Action::Cmdline("movable_node".into()));
    assert_eq!(state.refused, None);
}

#[test]
fn a_link_a_case_and_a_paste_are_steps() {
    let worked = begin(None).after(load(OWN));
    for (place, action) in [
        Action::Open(Rc::new(case(2))),
        Action::Case(&CASES[2]),
        load(&case(2).to_json()),
        load("MEMBLOCK"),
    ]
    .into_iter()
    .enumerate()
    {
        let there = worked.after(action.clone());
        assert_ne!(there.moment(), worked.moment(), "{place}");
        assert_eq!(there.sheet.number, worked.sheet.number, "{place}");
        let back = undone(&there);
        assert_eq!(back.moment(), worked.moment(), "{place}");
        assert_eq!(back.after(Action::Redo).moment(), there.moment(), "{place}");
    }
}

#[test]
fn the_link_of_what_is_there_changes_nothing() {
    let worked = begin(None).after(load(OWN));
    let link = worked.scenario.normalised();
    assert_eq!(worked.after(Action::Open(Rc::new(link.clone()))), worked);
    // In another view it is still the same: nothing to undo, and the text stays.
    let sweep = Scenario { view: View::Sweep, ..link };
    let swept = worked.after(Action::Open(Rc::new(sweep)));
    assert_eq!(swept.scenario.view, View::Sweep);
    assert_eq!((&swept.bench, &swept.history), (&worked.bench, &worked.history));
}

#[test]
fn the_browsers_own_way_back_brings_the_text_with_it() {
    let worked = begin(None).after(load(OWN)).after(Action::View(View::Matrix));
    let link = Rc::new(worked.scenario.normalised());
    let there = worked.after(Action::Open(Rc::new(case(0))));
    let back = there.after(Action::Open(link.clone()));
    assert_eq!(back.moment(), worked.moment());
    // That is a step of its own.
    assert_eq!(undone(&back).scenario.setup, there.scenario.setup);
    // A text that made no sense is not what the link is of.
    let broken = worked
        .after(Action::Edit("nothing".into()))
        .after(Action::Open(Rc::new(case(0))))
        .after(Action::Open(link));
    assert_eq!(broken.moment(), worked.moment());
}

#[test]
fn undo_forgets_what_is_looked_at_and_no_longer_there() {
    let state = begin(None)
        .after(load(OWN))
        .after(Action::Case(&CASES[0]))
        .after(Action::Node(Nid::new(1)));
    assert_eq!(state.look.node, Nid::new(1));
    assert_eq!(undone(&state).look.node, None);
}

#[test]
fn a_text_with_a_link_and_no_dump_opens_it() {
    let scenario = case(2);
    let link = format!("https://zonescope.example/#{}", scenario.to_link().unwrap());
    let mail = zonescope_report::mail(&scenario, &scenario.evaluate(), Some(link.as_str()).into());
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
        let problem = state.bench.problem().unwrap();
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
    assert_eq!(linked.after(Action::Edit(OWN.into())).scenario.title, "Two nodes");
    let picked = begin(Some(Ok(case(0))));
    assert_eq!(picked.after(Action::Edit(OWN.into())).scenario.title, "");
}

#[test]
fn names_from_elsewhere_stay_unless_two_are_alike() {
    let own = |name: &str, patches: &[Patch], kernel| NamedVariant {
        name: name.to_owned(),
        variant: Variant { kernel, patches: patches.iter().copied().collect::<PatchSet>() },
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
        begin(None).after(load(OWN)).after(Action::Cmdline("quiet kernelcore=4G ".into())),
        begin(None).after(load(OWN)).after(Action::Edit("no dump".into())),
        begin(None).after(load(OWN)).after(Action::Title("Äpfel & Birnen".into())),
        // A log's own command line is what the box goes back to, whatever is in it.
        begin(None)
            .after(load(&format!("Kernel command line: movable_node\n{OWN}")))
            .after(Action::Edit("no dump".into())),
        // A problem that lies in the link, not in the lines.
        begin(None).after(load("https://zonescope.example/#1hKX")),
        begin(None)
            .after(load(&two))
            .after(Action::Against(Some(Rc::new(Reading::of(two.clone().into()).choose(0))))),
        begin(None).after(Action::Title("Mine".into())),
    ];
    for state in states {
        let again = reopened(&state);
        assert_eq!(again.moment(), state.moment());
        assert!(again.history.past.is_empty() && again.history.future.is_empty());
        assert_eq!(again.sheet.number, state.sheet.number);
        assert!(again.sheet.touched);
    }
}

#[test]
fn what_a_link_replaced_comes_back_too() {
    let work = begin(None).after(load(OWN)).after(Action::Cmdline("quiet".into()));
    let link = |place| Action::Open(Rc::new(case(place)));
    for after in [
        work.after(link(2)),
        // Another view of a link is the link's still, and so is a link after a link.
        work.after(link(2)).after(Action::View(View::Matrix)).after(link(0)),
        reopened(&work.after(link(0))).after(link(2)),
        work.after(link(2)).after(Action::Kernel(Kernel::V6_18)).after(Action::Deferred(false)),
        // Gone back to and forward again.
        work.after(link(2)).after(Action::Undo).after(Action::Redo),
    ] {
        let again = reopened(&after);
        assert_eq!(again.moment(), after.moment());
        assert_eq!(again.history.past, [work.moment()]);
        assert_eq!(undone(&again).bench.reading.text, OWN);
        assert_eq!(undone(&again).after(Action::Redo).moment(), after.moment());
        assert_eq!(reopened(&again).history, again.history);
    }
    // What was made of a link is work.
    let made = work.after(link(2)).after(Action::Title("Mine".into()));
    let again = reopened(&reopened(&made).after(link(0)));
    assert_eq!(again.history.past, [made.moment()]);
    // Work that came back was not replaced.
    assert!(reopened(&work.after(link(2)).after(Action::Undo)).history.past.is_empty());
}

#[test]
fn of_the_link_and_the_work_the_link_is_shown_and_the_work_its_first_undo() {
    let work = begin(None).after(load(OWN));
    let found = |number| Some(Work { stored: stored(&work), number });
    let state = State::begin(50, Some(Ok(case(0))), found(None)).unwrap();
    assert_eq!(*state.scenario, case(0));
    assert_eq!(undone(&state).moment(), work.moment());
    assert!(undone(&state).history.past.is_empty());
    // The link of that very work shows it with its text.
    let link = work.scenario.normalised();
    let state = State::begin(50, Some(Ok(link)), found(None)).unwrap();
    assert_eq!(state.moment(), work.moment());
    assert!(state.history.past.is_empty());
    // A damaged link shows the work.
    let state = State::begin(50, Some(Err("cut".to_owned())), found(None)).unwrap();
    assert_eq!(state.bench.reading.text, OWN);
    assert!(state.refused.is_some());
}

#[test]
fn two_tabs_never_share_a_number() {
    let work = begin(None).after(load(OWN));
    for link in [None, Some(Ok(case(0))), Some(Err("cut".to_owned()))] {
        let number = |number, free| {
            let stored = stored(&work);
            let work = Some(Work { stored, number });
            State::begin(free, link.clone(), work).unwrap().sheet.number
        };
        // Nobody is at it: it goes on under its number.
        assert_eq!(number(Some(7), 50), 7);
        // Another tab is at it: whoever comes takes a new one.
        assert_eq!(number(None, 50), 50);
    }
    // A tab that comes back to find its work taken leaves the number to who has it.
    let renumbered = work.after(Action::Renumber);
    assert_ne!(renumbered.sheet.number, work.sheet.number);
    assert_ne!(renumbered.after(Action::Renumber).sheet.number, renumbered.sheet.number);
    assert_eq!(renumbered.moment(), work.moment());
    assert_eq!(renumbered.history, work.history);
}

#[test]
fn a_text_too_large_is_not_kept_and_its_scenario_is() {
    let text = format!("{OWN}{}", "some other line\n".repeat(TEXT_LIMIT / 16));
    let state = begin(None).after(load(&text));
    let entry = Entry::of(&state, 0, TEXT_LIMIT);
    assert_eq!(entry.missing, ["the text"]);
    let again = Stored::read(&entry.text.unwrap()).unwrap();
    assert_eq!(again.present.scenario, state.scenario);
    assert!(again.present.bench.reading.is_written);
}

/// A large text costs nothing that was there before it.
#[test]
fn what_fits_is_kept_and_the_rest_is_said_by_name() {
    let large = format!("{OWN}{}", "some other line\n".repeat(TEXT_LIMIT / 16));
    let linked = begin(None).after(load(OWN)).after(Action::Open(Rc::new(case(2))));
    let state =
        linked.after(load(&large)).after(Action::Against(Some(Rc::new(Reading::of(OWN.into())))));
    let replaced = state.history.replaced.clone().unwrap();
    assert_eq!(replaced.work.bench.reading.text, OWN);

    let entry = Entry::of(&state, 0, TEXT_LIMIT);
    assert_eq!(entry.missing, ["the text"]);
    let again = Stored::read(entry.text.as_ref().unwrap()).unwrap();
    assert!(again.present.bench.reading.is_written);
    assert_eq!(again.present.bench.against, state.bench.against);
    assert_eq!(again.replaced.unwrap().work, replaced.work);
    let said = "A reload will not bring back the text: ";
    let why = "the texts of a work are kept up to 1 MiB.";
    assert_eq!(entry.word(false), Some(format!("{said}{why}")));

    let entry = Entry::of(&state, 0, 0);
    let missing = ["the text", "the text to check against", "the text of the work before the link"];
    assert_eq!(entry.missing, missing);
    let again = Stored::read(entry.text.as_ref().unwrap()).unwrap();
    assert_eq!(again.present.scenario, state.scenario);
    assert_eq!(again.replaced.unwrap().work.scenario, replaced.work.scenario);
    assert!(entry.word(true).unwrap().ends_with("the browser's storage for this page is full."));

    let whole = Entry::of(&linked, 0, TEXT_LIMIT);
    assert_eq!((whole.missing.len(), whole.word(false), whole.word(true)), (0, None, None));
}

#[test]
fn what_has_neither_a_link_nor_room_is_not_kept() {
    let state = begin(None).after(load(&many_regions()));
    let entry = Entry::of(&state, 0, 100);
    assert_eq!((entry.text.as_deref(), &entry.missing[..]), (None, &["what is on screen"][..]));
    assert!(entry.word(false).unwrap().ends_with("1 MiB. Save the scenario file."));
}

/// A scenario file that no link holds.
fn many_regions() -> String {
    let rows: String =
        (0..5000u64).map(|i| format!("[{},{},0,0],", i << 24, (i << 24) + (1 << 20))).collect();
    format!("{{\"memory\": [{}]}}", rows.trim_end_matches(','))
}

#[test]
fn a_map_too_large_for_a_link_is_kept_as_a_file() {
    let state = begin(None).after(load(&many_regions())).after(Action::Title("Large".into()));
    assert_eq!(state.scenario.setup.memory.regions().len(), 5000);
    assert_eq!(stored(&state).present, state.moment());
}

#[test]
fn what_is_no_entry_is_passed_over() {
    let state = begin(None).after(load(OWN));
    let entry = Entry::of(&state, 5, TEXT_LIMIT).text.unwrap();
    assert_eq!(Stored::time_of(&entry), Some(5));
    for broken in ["", "1", "1 x - -", &entry[2..], &entry[..20], &entry.replace("\n1", "\n2")] {
        assert_eq!(Stored::read(broken), None, "{broken:?}");
    }
}
