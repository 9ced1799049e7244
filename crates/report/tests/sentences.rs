//! What a reader of the mail's cases is told.

use zonescope_model::{FindingKind, Kernel};
use zonescope_report::{consequence, lede, plain, verdict_sentence, Told};
use zonescope_scenario::{distinct, NamedVariant, Scenario, CASES};

fn scenario(case: &str, kernel: Kernel) -> Scenario {
    let case = CASES.iter().find(|known| known.id == case).unwrap();
    Scenario { variants: NamedVariant::default_set(kernel), ..case.scenario().unwrap() }
}

fn verdict(case: &str, kernel: Kernel, variant: &str) -> String {
    let scenario = scenario(case, kernel);
    let evaluated = scenario.evaluate();
    let place = evaluated.iter().position(|evaluated| evaluated.name == variant).unwrap();
    plain(&verdict_sentence(&evaluated, &distinct(&evaluated), place, &scenario.setup.arch))
}

macro_rules! verdicts {
    ($($name:ident: $case:expr, $kernel:ident, $variant:expr => $sentence:expr;)*) => {
        $(#[test] fn $name() { assert_eq!(verdict($case, Kernel::$kernel, $variant), $sentence); })*
    };
}

verdicts! {
    base_initialises_twice: "case2", V6_12, "base" =>
        "133693440 struct pages (510 GiB of memory) are initialised more than once before SMP; \
         nothing is deferred on nodes 0 and 1 (766.6 GiB).";
    a_twin_says_so: "case2", V6_12, "v5-1of5" => "Same as base: every count, every page.";
    one_line_alone_loses_memory: "case2", V6_12, "node-extent" =>
        "66781184 pages (254.8 GiB) are never initialised: deferral starts in Normal, and the \
         deferred walk sets up only the zone above.";
    the_later_walk_links_outside: "case2", V6_18, "node-extent" =>
        "66781184 pages (254.8 GiB) are linked to a zone whose span does not hold them: deferral \
         starts in Normal, and the walk links all it finds to the zone above.";
    clipping_repairs_both: "case2", V6_12, "clip" =>
        "Every page is initialised once; zones do not overlap; deferral starts in Movable.";
    mirror_inside_movable_is_miscounted: "cover2016", V6_12, "clip" =>
        "Present of Movable of nodes 0 and 1 differs from the pages linked to it, by 1048576 (4 GiB).";
    mirror_inside_movable_is_wasted: "cover2016", V6_12, "clip-absent" =>
        "1048576 mirrored pages (4 GiB) are in Movable, where they protect no kernel data.";
}

#[test]
fn the_lede_gives_the_layout_and_the_tally() {
    let scenario = scenario("case2", Kernel::V6_12);
    assert_eq!(
        plain(&lede(&scenario, &scenario.evaluate(), Told::default())),
        "766.6 GiB on 2 nodes, 256.6 GiB of it mirrored; above 4 GiB mirrored first, then \
         unmirrored. In base Normal and Movable overlap by 254 GiB on node 0 and 256 GiB on \
         node 1, in clip, clip-absent and simplified they do not. Broken: node-extent; costly: \
         base and v5-1of5; ok: clip, clip-absent and simplified."
    );
}

#[test]
fn the_lede_says_first_why_a_node_has_no_normal() {
    let scenario = scenario("arm64", Kernel::V6_12);
    let lede = plain(&lede(&scenario, &scenario.evaluate(), Told::default()));
    let why =
        "Node 0 has no Normal: its memory above 4 GiB begins at 0x84000000000 with 64 MiB of \
               unmirrored memory, and Movable takes all from there on, 31.9 GiB of it mirrored. ";
    assert!(lede.starts_with(why), "{lede}");
}

#[test]
fn a_node_without_normal_has_its_own_lower_zones() {
    let said = consequence(FindingKind::NodeWithoutNormal);
    assert!(said.contains("comes from its own lower zones"), "{said}");
}
