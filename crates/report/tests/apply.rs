//! A set of patches as what to change.

use zonescope_model::{named_patches, Patch, PatchSet, Release};
use zonescope_report::apply_text;

#[test]
fn every_set_names_what_to_change_on_every_release() {
    for release in Release::all().iter().map(Some).chain([None]) {
        let has = release.map_or(PatchSet::NONE, |release| release.patches);
        for patches in PatchSet::every() {
            let text = apply_text(patches, release);
            assert!(text.lines().all(|line| line.len() <= 72), "{text}");
            for patch in Patch::ALL {
                let entry = patch.entry();
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let is_changed = patches.has(patch) != has.has(patch);
                let said = entry.functions.iter().all(|name| words.contains(name));
                assert!(!is_changed || said, "{patch}: {text}");
                if let Some(upstream) = entry.upstream.filter(|_| is_changed) {
                    assert!(words.contains(upstream.commit), "{patch}: {text}");
                }
            }
            assert_eq!(text.contains("Nothing is to be changed"), patches == has);
        }
    }
}

#[test]
fn a_backport_is_not_changed_again() {
    let clip = named_patches("clip").unwrap();
    let text = apply_text(clip, Release::from_name("6.12.117"));
    assert_eq!(
        text,
        "\
clip, on 6.12.y from 6.12.110

It has node-extent-span already.

mm/mm_init.c, adjust_zone_range_for_zone_movable()
    The branch that cuts a zone at zone_movable_pfn no longer asks for
    !mirrored_kernelcore.
    clip-normal (the thread's diff 2): eb0e5b61369f \"mm/mm_init: don't
    overlap NORMAL and MOVABLE zones with kernelcore=mirror\", in 7.3.
"
    );
}

#[test]
fn older_kernels_have_it_in_another_file() {
    let node_extent = named_patches("node-extent").unwrap();
    let text = |name| apply_text(node_extent, Release::from_name(name));
    assert!(text("6.1.100").contains("mm/page_alloc.c, calculate_node_totalpages()"));
    assert!(text("6.5").contains("mm/mm_init.c (mm/page_alloc.c up to 6.3)"));
    assert!(!text("6.6").contains("page_alloc"));
    assert!(apply_text(PatchSet::NONE, Release::from_name("7.3")).contains("To take back"));
}
