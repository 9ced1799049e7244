//! All patch sets of the mail's cases, in groups.

use zonescope_model::{named_patches, Kernel, PatchSet, Verdict};
use zonescope_scenario::{distinct, matrix, Evaluated, Group, Matrix, CASES};

fn groups(case: &str, kernel: Kernel) -> Vec<Group> {
    let case = CASES.iter().find(|known| known.id == case).unwrap();
    matrix(&case.scenario().unwrap().setup, kernel)
}

fn count(groups: &[Group], verdict: Verdict) -> usize {
    let of_verdict = groups.iter().filter(|g| g.outcome.verdict() == verdict);
    of_verdict.map(|group| group.patch_sets.len()).sum()
}

macro_rules! grouped {
    ($($name:ident: $case:expr, $kernel:ident => $groups:expr, ok $ok:expr, cost $cost:expr, broken $broken:expr;)*) => {
        $(#[test] fn $name() {
            let groups = groups($case, Kernel::$kernel);
            assert_eq!(
                (groups.len(), count(&groups, Verdict::Ok), count(&groups, Verdict::Costly), count(&groups, Verdict::Broken)),
                ($groups, $ok, $cost, $broken)
            );
        })*
    };
}

grouped! {
    case_1: "case1", V6_12 => 5, ok 16, cost 4, broken 12;
    case_2: "case2", V6_12 => 5, ok 16, cost 4, broken 12;
    case_2_later_walk: "case2", V6_18 => 5, ok 16, cost 4, broken 12;
    cover_letter: "cover2016", V6_12 => 10, ok 0, cost 11, broken 21;
}

#[test]
fn every_set_is_in_one_group() {
    for case in CASES {
        let groups = groups(case.id, Kernel::V6_12);
        let mut all: Vec<PatchSet> = groups.iter().flat_map(|g| g.patch_sets.clone()).collect();
        all.sort();
        assert!(PatchSet::every().eq(all), "{}", case.id);
    }
}

#[test]
fn groups_are_those_of_distinct() {
    for case in CASES {
        let setup = case.scenario().unwrap().setup;
        let variants: Vec<Evaluated> = PatchSet::every()
            .map(|patches| {
                let variant = zonescope_model::Variant { kernel: Kernel::V6_12, patches };
                Evaluated {
                    name: patches.to_string(),
                    variant,
                    outcome: zonescope_model::evaluate(&setup, variant, &mut ()),
                }
            })
            .collect();
        let expected: Vec<Vec<PatchSet>> = distinct(&variants)
            .into_iter()
            .map(|group| group.into_iter().map(|place| variants[place].variant.patches).collect())
            .collect();
        let found = groups(case.id, Kernel::V6_12);
        let found: Vec<Vec<PatchSet>> = found.into_iter().map(|group| group.patch_sets).collect();
        assert_eq!(found, expected, "{}", case.id);
    }
}

#[test]
fn the_mails_end_is_one_with_clip_on_its_cases() {
    let groups = groups("case2", Kernel::V6_12);
    let of = |name: &str| {
        let patches = named_patches(name).unwrap();
        groups.iter().position(|group| group.patch_sets.contains(&patches))
    };
    assert_eq!(of("clip"), of("simplified"));
    assert_eq!(of("base"), of("v5-1of5"));
    assert_ne!(of("base"), of("clip"));
}

#[test]
fn steps_can_be_counted() {
    let setup = CASES[1].scenario().unwrap().setup;
    let mut matrix = Matrix::new(&setup, Kernel::V6_12);
    let steps = 1 + std::iter::from_fn(|| matrix.step().then_some(())).count();
    assert_eq!(steps, PatchSet::COUNT);
    assert!(!matrix.step());
}

#[test]
fn groups_can_be_looked_at_meanwhile() {
    let setup = CASES[1].scenario().unwrap().setup;
    let mut under_way = Matrix::new(&setup, Kernel::V6_12);
    while under_way.step() {}
    assert_eq!(under_way.groups(), matrix(&setup, Kernel::V6_12));
}
