//! The mail's three cases on every stable release: what each comes to, and what is said of it.

use zonescope_model::{FindingKind, Flags, MemoryMap, Region, Severity};
use zonescope_report::{plain, release_rows, releases_json, releases_lede, releases_text, Told};
use zonescope_scenario::{ByRelease, Scenario, CASES};

fn case(place: usize) -> (Scenario, ByRelease) {
    let scenario = CASES[place].scenario().unwrap();
    let by_release = ByRelease::new(&scenario);
    (scenario, by_release)
}

/// Initialised twice, never initialised, outside the span, unmirrored in Normal; pages.
type Sums = [u64; 4];

/// What the releases without a patch come to.
const PLAIN: [&str; 7] = ["5.10", "5.15", "6.1", "6.6", "6.12", "6.18", "7.2"];

macro_rules! cases {
    ($($name:ident: $case:expr, base $base:expr, walk_in_normal $first:expr, lost $clamped:expr, stray $open:expr;)*) => {
        $(#[test] fn $name() {
            let (_, by_release) = case($case);
            for row in &by_release.rows {
                let sums = &row.mirror.memmap;
                let found: Sums = [
                    sums.double_init,
                    sums.never_init,
                    sums.outside_zone_span,
                    sums.unmirrored_in_normal,
                ];
                let expected: (&str, Sums) = match row.release.slug {
                    slug if PLAIN.contains(&slug) => ("cost", [$base, 0, 0, 0]),
                    "6.6.158" => ("broken", [0, 0, 0, $first]),
                    "6.12.110" => ("broken", [0, $clamped, 0, 0]),
                    "6.18.52" | "7.2.6" => ("broken", [0, 0, $open, 0]),
                    "7.3" => ("ok", [0; 4]),
                    other => panic!("{other} is new: say what it comes to"),
                };
                assert_eq!((row.verdict().name(), found), expected, "{}", row.release.slug);
                // Nothing is wrong then, but that the mirroring is for nothing.
                let plain = row.plain.findings.iter().map(|finding| finding.kind);
                let plain: Vec<_> = plain.filter(|kind| kind.severity() > Severity::Notable).collect();
                assert_eq!(plain, [FindingKind::MirrorUnused], "{}", row.release.slug);
            }
        })*
    };
}

cases! {
    case_1: 0, base 266_338_304, walk_in_normal 266_338_304, lost 458_752, stray 458_752;
    case_2: 1, base 133_693_440, walk_in_normal 133_693_440, lost 66_781_184, stray 66_781_184;
    case_3: 2, base 134_217_728, walk_in_normal 134_217_728, lost 66_781_184, stray 66_781_184;
}

#[test]
fn each_half_of_the_fix_has_its_sentence_and_its_advice() {
    let (scenario, by_release) = case(1);
    let rows = release_rows(&scenario, &by_release, Told::default());
    for (slug, what, advice) in [
        ("6.6.158", "the walk gives that zone Movable's memory", "boot without kernelcore=mirror"),
        ("6.12.110", "are never initialised", "use 7.3 and later"),
        ("7.2.6", "linked to a zone whose span does not hold them", "use 7.3 and later"),
        ("6.1", "initialised more than once", "at that price"),
        ("7.3", "Every page is initialised once", "Boot it with kernelcore=mirror."),
    ] {
        let row = rows.iter().find(|row| row.release == slug).unwrap();
        assert!(row.what.contains(what), "{slug}: {}", row.what);
        assert!(row.advice.contains(advice), "{slug}: {}", row.advice);
    }
    let first_right: Vec<_> = rows.iter().filter_map(|row| row.first_right).collect();
    assert_eq!(first_right, ["7.3"]);
}

#[test]
fn where_nothing_is_mirrored_the_word_is_for_nothing() {
    let (mut scenario, _) = case(1);
    let bare = |region: &Region| Region { flags: region.flags.without(Flags::MIRROR), ..*region };
    let regions = scenario.setup.memory.regions().iter().map(bare).collect();
    scenario.setup.memory = MemoryMap::new(regions).unwrap();
    let rows = release_rows(&scenario, &ByRelease::new(&scenario), Told::default());
    let newest = rows.iter().find(|row| row.release == "7.3").unwrap();
    assert_eq!(newest.advice, "No memory is mirrored: leave kernelcore=mirror out.");
}

#[test]
fn the_answer_comes_first() {
    let (scenario, by_release) = case(1);
    let lede = plain(&releases_lede(&scenario, &by_release, Told::default()));
    assert!(
        lede.starts_with("With kernelcore=mirror 7.3 and later is right on this machine"),
        "{lede}"
    );
    assert!(lede.ends_with("nothing keeps the kernel in the 256.6 GiB that are mirrored."));
}

#[test]
fn where_no_release_is_right_that_is_said() {
    let (scenario, by_release) = case(3);
    let lede = plain(&releases_lede(&scenario, &by_release, Told::default()));
    assert!(lede.starts_with("No release is right on this machine"), "{lede}");
    assert!(by_release.first_right().is_none());
}

#[test]
fn mails_have_72_columns_and_the_link_alone() {
    for place in 0..CASES.len() {
        let (scenario, by_release) = case(place);
        let link = "https://zonescope.example/#1abc";
        let text = releases_text(&scenario, &by_release, Some(link).into());
        assert!(text.lines().all(|line| line.chars().count() <= 72), "{text}");
        assert!(text.ends_with(&format!("\n<{link}>\n")));
        let json = releases_json(&scenario, &by_release).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["releases"].as_array().unwrap().len(), by_release.rows.len());
    }
}
