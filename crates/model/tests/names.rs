//! What things are called, and found by their names.

use zonescope_model::{
    cmdline_for, name_of_patches, named_patches, BootWords, Facts, Field, Flags, Kernel, MemoryMap,
    Nid, Patch, PatchSet, PhysAddr, Region, Subject, Zone, NAMED_VARIANTS,
};

#[test]
fn variants_by_name_and_by_patches() {
    for (name, patches) in NAMED_VARIANTS {
        assert_eq!(named_patches(name), Some(patches));
        assert_eq!(name_of_patches(patches), Some(name));
    }
    assert_eq!(named_patches("clip-all"), None);
    let unnamed = PatchSet::NONE.with(Patch::ClipNormal);
    assert_eq!(name_of_patches(unnamed), None);
    assert_eq!(
        Kernel::ALL.map(|kernel| kernel.to_string()),
        ["v6.12", "v6.18"]
    );
}

#[test]
fn a_patch_goes_in_and_out() {
    for patches in PatchSet::every() {
        for patch in Patch::ALL {
            assert!(patches.with(patch).has(patch));
            assert!(!patches.without(patch).has(patch));
            let back = if patches.has(patch) {
                patches.with(patch)
            } else {
                patches.without(patch)
            };
            assert_eq!(back, patches);
        }
    }
}

#[test]
fn words_that_are_read() {
    for (word, read) in [
        ("kernelcore=1G", true),
        ("movable_node", true),
        ("elfcorehdr=0", true),
        ("quiet", false),
        ("kernelcore", false),
    ] {
        assert_eq!(BootWords::reads(word), read, "{word}");
    }
}

#[test]
fn the_command_line_of_a_map() {
    let map = |flags| {
        let region = Region {
            base: PhysAddr::new(0),
            end: PhysAddr::new(4096),
            nid: Nid::default(),
            flags,
        };
        MemoryMap::new(vec![region]).unwrap()
    };
    assert_eq!(cmdline_for(None, &map(Flags::NONE)), "");
    assert_eq!(cmdline_for(None, &map(Flags::MIRROR)), "kernelcore=mirror");
    assert_eq!(cmdline_for(Some("quiet"), &map(Flags::MIRROR)), "quiet");
}

#[test]
fn facts_by_the_words_of_machines() {
    let nid = Nid::new(1).unwrap();
    for (subject, name, of, zone) in [
        (Subject::Machine, "machine", None, None),
        (
            Subject::Limits(Zone::Dma),
            "zone-range",
            None,
            Some(Zone::Dma),
        ),
        (Subject::Node(nid), "node", Some(nid), None),
        (
            Subject::Zone(nid, Zone::Normal),
            "zone",
            Some(nid),
            Some(Zone::Normal),
        ),
    ] {
        assert_eq!(
            (subject.name(), subject.nid(), subject.zone()),
            (name, of, zone)
        );
    }
    for (field, name) in [
        (Field::StartPfn, "start_pfn"),
        (Field::EndPfn, "end_pfn"),
        (Field::Spanned, "spanned"),
        (Field::Present, "present"),
        (Field::Unavailable, "unavailable"),
        (Field::MovablePfn, "movable_pfn"),
        (Field::Deferred, "deferred"),
        (Field::Linked, "linked"),
    ] {
        assert_eq!(field.name(), name);
    }
    assert!(Facts::default().is_empty());
}
