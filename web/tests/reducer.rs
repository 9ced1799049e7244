//! What each action makes of the state. No browser: the reducer needs none.
#![cfg(not(target_arch = "wasm32"))]

use yew::AttrValue;
use zonescope_model::{Kernel, Nid, Patch, PatchSet, Release};
use zonescope_scenario::CASES;
use zonescope_web::{Action, Hinted, State};

/// The first state, after these actions.
fn after(actions: impl IntoIterator<Item = Action>) -> State {
    let first = State::first().unwrap();
    actions.into_iter().fold(first, |state, action| state.after(action))
}

fn edit(text: &str) -> Action {
    Action::Edit(AttrValue::from(text.to_owned()))
}

fn load(text: &str) -> Action {
    Action::Load(AttrValue::from(text.to_owned()))
}

fn cmdline(words: &'static str) -> Action {
    Action::Cmdline(AttrValue::from(words))
}

fn names(state: &State) -> Vec<&str> {
    state.scenario.variants.iter().map(|named| named.name.as_str()).collect()
}

fn regions(state: &State) -> usize {
    state.scenario.setup.memory.regions().len()
}

const NAMED: [&str; 6] = ["base", "v5-1of5", "node-extent", "clip", "clip-absent", "simplified"];

/// Two regions on one node, none mirrored.
const PLAIN: &str = "\
MEMBLOCK configuration:
 memory.cnt  = 0x2
 memory[0x0]\t[0x0000000000001000-0x000000000009ffff], 0x000000000009f000 bytes on node 0 flags: 0x0
 memory[0x1]\t[0x0000000000100000-0x00000000bfffffff], 0x00000000bff00000 bytes on node 0 flags: 0x0
";
/// The same with the second region mirrored.
const MIRRORED: &str = "\
MEMBLOCK configuration:
 memory.cnt  = 0x2
 memory[0x0]\t[0x0000000000001000-0x000000000009ffff], 0x000000000009f000 bytes on node 0 flags: 0x0
 memory[0x1]\t[0x0000000000100000-0x00000000bfffffff], 0x00000000bff00000 bytes on node 0 flags: 0x2
";
/// The second region starts inside the first.
const OVERLAPPING: &str = "\
MEMBLOCK configuration:
 memory.cnt  = 0x2
 memory[0x0]\t[0x0000000000001000-0x00000000001fffff], 0x00000000001ff000 bytes on node 0 flags: 0x0
 memory[0x1]\t[0x0000000000100000-0x00000000bfffffff], 0x00000000bff00000 bytes on node 0 flags: 0x0
";

#[test]
fn it_opens_with_case_2() {
    let state = after([]);
    assert_eq!(state.bench.case, Some("case2"));
    assert_eq!(state.bench.problem(), None);
    assert_eq!(state.bench.cmdline, "kernelcore=mirror");
    assert!(state.scenario.setup.words.mirror);
    assert_eq!(names(&state), NAMED);
}

#[test]
fn every_case_is_written_into_the_box_and_read_back() {
    for case in &CASES {
        let state = after([Action::Case(case)]);
        assert_eq!(state.bench.problem(), None, "{}", case.id);
        assert_eq!(state.bench.case, Some(case.id));
        assert_eq!(state.scenario.title, case.title);
        assert_eq!(state.scenario.setup, case.scenario().unwrap().setup);
    }
}

#[test]
fn editing_a_case_makes_it_ones_own_text() {
    let text = after([]).bench.reading.text.clone();
    let edited = text.replace("flags: 0x2", "flags: 0x0");
    let state = after([edit(&edited)]);
    assert_eq!(state.bench.case, None);
    assert!(!state.scenario.setup.memory.has_mirror());
    assert!(!state.scenario.setup.words.mirror);
}

#[test]
fn a_text_that_cannot_be_read_leaves_the_scenario_and_says_which_line() {
    let before = after([load(PLAIN)]);
    let after = before.after(edit(OVERLAPPING));
    assert_eq!(after.scenario, before.scenario);
    assert_eq!(after.bench.reading.text, OVERLAPPING);
    let problem = after.bench.problem().unwrap();
    assert!(problem.contains("lines 3 and 4"), "{problem}");
    // And back.
    assert_eq!(after.after(edit(PLAIN)).bench.problem(), None);
}

#[test]
fn nothing_is_said_to_be_read_where_nothing_is() {
    for text in ["", "hello\nthere\n"] {
        let state = after([edit(text)]);
        assert!(state.bench.problem().is_some(), "{text:?}");
        assert_eq!(regions(&state), 8, "{text:?}");
    }
}

#[test]
fn the_command_line_comes_from_the_log_then_from_the_mirror() {
    let log = format!("Kernel command line: quiet movablecore=1G\n{MIRRORED}");
    for (text, expected) in
        [(PLAIN, ""), (MIRRORED, "kernelcore=mirror"), (&log, "quiet movablecore=1G")]
    {
        assert_eq!(after([load(text)]).bench.cmdline, expected);
    }
}

#[test]
fn the_users_command_line_outlives_edits_but_not_another_text() {
    let own = after([load(PLAIN), cmdline("movable_node")]);
    assert!(own.scenario.setup.words.movable_node);
    let edited =
        own.after(edit(&PLAIN.replace("9ffff], 0x000000000009f", "8ffff], 0x000000000008f")));
    assert_eq!(edited.bench.cmdline, "movable_node");
    // The text now implies another command line.
    assert_eq!(edited.after(edit(MIRRORED)).bench.cmdline, "kernelcore=mirror");
    assert_eq!(own.after(load(PLAIN)).bench.cmdline, "");
}

#[test]
fn a_dump_can_be_picked() {
    let both = format!("{PLAIN}\n{}", after([]).bench.reading.text);
    let state = after([edit(&both)]);
    assert_eq!((regions(&state), state.bench.reading.chosen), (8, Some(1)));
    let state = state.after(Action::Dump(0));
    assert_eq!((regions(&state), state.bench.reading.chosen), (2, Some(0)));
    // A picker that is out of date changes nothing.
    let state = state.after(Action::Dump(7));
    assert_eq!(regions(&state), 2);
}

#[test]
fn named_variants_keep_their_order() {
    let state = after([Action::Named("base", false), Action::Named("clip", false)]);
    assert_eq!(names(&state), ["v5-1of5", "node-extent", "clip-absent", "simplified"]);
    let state = state.after(Action::Add).after(Action::Named("base", true));
    assert_eq!(names(&state)[..2], ["base", "v5-1of5"]);
    assert_eq!(names(&state).len(), 6);
}

#[test]
fn variants_of_ones_own_have_names_of_their_own() {
    let state = after([Action::Add]);
    assert_eq!(names(&state)[6], "outer-loop-check+node-extent-span");
    let state = [
        Action::Patch(6, Patch::OuterLoopCheck, false),
        Action::Add,
        Action::Patch(7, Patch::OuterLoopCheck, false),
    ]
    .into_iter()
    .fold(state, |state, action| state.after(action));
    assert_eq!(names(&state)[6..], ["node-extent-span", "node-extent-span (2)"]);
    let state = state.after(Action::VariantKernel(7, Kernel::V6_18));
    assert_eq!(names(&state)[6..], ["node-extent-span", "node-extent-span v6.18"]);
    let state = state.after(Action::Remove(6));
    assert_eq!(names(&state)[6..], ["node-extent-span v6.18"]);
    let bare = state.after(Action::Patch(6, Patch::NodeExtentSpan, false));
    assert_eq!(names(&bare)[6..], ["no patch v6.18"]);
}

#[test]
fn one_kernel_for_all_and_each_its_own() {
    let state = after([Action::Kernel(Kernel::V6_18), Action::VariantKernel(0, Kernel::V6_12)]);
    let kernels: Vec<Kernel> =
        state.scenario.variants.iter().map(|named| named.variant.kernel).collect();
    assert_eq!(kernels[0], Kernel::V6_12);
    assert!(kernels[1..].iter().all(|kernel| *kernel == Kernel::V6_18));
    // What is added later starts with the kernel of all.
    let state = state.after(Action::Add);
    assert_eq!(state.scenario.variants[6].variant.kernel, Kernel::V6_18);
}

#[test]
fn places_that_are_gone_change_nothing() {
    let state = after([]);
    for action in [
        Action::Remove(9),
        Action::Patch(9, Patch::ClipNormal, true),
        Action::VariantKernel(9, Kernel::V6_18),
        Action::Compare(2, "base".into()),
    ] {
        assert_eq!(state.after(action.clone()), state, "{action:?}");
    }
}

#[test]
fn the_view_forgets_what_is_no_longer_there() {
    let state = after([
        Action::Node(Nid::new(1)),
        Action::Compare(0, "clip".into()),
        Action::Compare(1, "simplified".into()),
    ]);
    assert_eq!(state.look.node, Nid::new(1));
    let state = state.after(Action::Named("clip", false)).after(load(PLAIN));
    assert_eq!(state.look.node, None);
    assert_eq!(state.look.compared, [None, Some("simplified".into())]);
}

#[test]
fn a_large_text_is_not_put_into_the_box() {
    let noise = "[    0.000000] something else entirely\n".repeat(20_000);
    let state = after([load(&format!("{noise}{PLAIN}{noise}"))]);
    assert_eq!(regions(&state), 2);
    assert!(state.bench.reading.is_large());
    assert_eq!(state.bench.reading.in_box(), "");
    // What is put there takes its place.
    let state = state.after(load(MIRRORED));
    assert_eq!(state.bench.reading.in_box(), MIRRORED);
    assert_eq!(regions(&state), 2);
}

/// [`PLAIN`] as a kernel of this version logs it.
fn logged(version: &str) -> String {
    format!("Linux version {version} (x@y)\n{PLAIN}")
}

#[test]
fn a_logs_release_stands_first_and_goes_with_its_log() {
    let of = |texts: &[&str]| after(texts.iter().map(|version| load(&logged(version))));
    assert_eq!(names(&of(&["7.2.13"]))[0], "7.2.6");
    assert_eq!(of(&["7.2.13"]).scenario.variants[1].variant.kernel, Kernel::V6_18);
    let next = of(&["7.2.13", "6.1.176"]);
    assert_eq!(names(&next)[..2], ["6.1", "base"]);
    assert_eq!(next.scenario.variants.len(), 1 + NAMED.len());
    let unknown = after([load(&logged("7.2.13")), load(PLAIN)]);
    assert_eq!(names(&unknown), NAMED);
    let own = after([Action::Named("clip", false), load(&logged("7.2.13"))]);
    assert_eq!(
        names(&own),
        ["7.2.6", "base", "v5-1of5", "node-extent", "clip-absent", "simplified"]
    );
}

/// A patch of the thread, as a diff.
const CLIP: &str = "\
@@ -9,1 +9,1 @@ static void __init adjust_zone_range_for_zone_movable(int nid,
-} else if (!mirrored_kernelcore && *zone_start_pfn < zone_movable_pfn[nid] && *zone_end_pfn > zone_movable_pfn[nid]) {
+} else if (*zone_start_pfn < zone_movable_pfn[nid] && *zone_end_pfn > zone_movable_pfn[nid]) {
";

#[test]
fn the_patches_of_a_text_are_compared_at_one_stroke_and_undone_at_one() {
    let read = after([load(&format!("{MIRRORED}{CLIP}"))]);
    assert_eq!(names(&read), NAMED);
    let variants = read.bench.reading.variants();
    let compared = read.after(Action::Only(variants.into()));
    assert_eq!(names(&compared), ["base", "clip-normal"]);
    assert_eq!(compared.bench.kernel, Kernel::V6_18);
    assert_eq!(names(&compared.after(Action::Undo)), NAMED);
    // On the kernel the text names.
    let named = after([load(&format!("Linux version 6.12.107 (x)\n{MIRRORED}{CLIP}"))]);
    let kernels = named.bench.reading.variants();
    assert!(kernels.iter().all(|variant| variant.kernel == Kernel::V6_12));
}

#[test]
fn a_hunk_marks_the_variants_with_its_patch_and_a_variant_the_hunks_of_its_patches() {
    let clip = PatchSet::NONE.with(Patch::ClipNormal);
    let absent = PatchSet::NONE.with(Patch::PlainAbsent);
    let both = clip.with(Patch::PlainAbsent);
    let read = after([load(&format!("{MIRRORED}{CLIP}"))]);
    assert_eq!(read.bench.reading.patches(), clip);
    // What is pointed at; whether it marks variants and hunks of these patches.
    let cases = [
        (None, both, [false, false]),
        (Some(Hinted::Hunk(clip)), clip, [true, false]),
        (Some(Hinted::Hunk(clip)), both, [true, false]),
        (Some(Hinted::Hunk(both)), absent, [true, false]),
        (Some(Hinted::Hunk(clip)), absent, [false, false]),
        (Some(Hinted::Hunk(clip)), PatchSet::NONE, [false, false]),
        (Some(Hinted::Variant(both)), clip, [false, true]),
        (Some(Hinted::Variant(both)), absent, [false, true]),
        (Some(Hinted::Variant(absent)), clip, [false, false]),
        (Some(Hinted::Variant(PatchSet::NONE)), clip, [false, false]),
    ];
    for (hinted, patches, marks) in cases {
        let look = read.after(Action::Hint(hinted)).look;
        let found = [look.marks_variant(patches), look.marks_hunk(patches)];
        assert_eq!(found, marks, "{hinted:?} {patches:?}");
    }
    let pointing = read.after(Action::Hint(Some(Hinted::Hunk(clip))));
    assert_eq!(pointing.history, read.history, "no step of undo");
    assert_eq!(pointing.after(load(PLAIN)).look.hinted, None, "its hunk is gone");
}

#[test]
fn a_releases_name_goes_with_the_release() {
    let shown = |then: Vec<Action>| {
        let first = Release::from_slug("7.3").map(Action::ShowRelease);
        names(&after(first.into_iter().chain(then))).last().map(|name| (*name).to_owned())
    };
    assert_eq!(shown(vec![]).as_deref(), Some("7.3"));
    for other in [Action::Kernel(Kernel::V6_6), Action::Patch(6, Patch::ClipNormal, false)] {
        assert_ne!(shown(vec![other]).as_deref(), Some("7.3"));
    }
}
