//! What things are called, and found by their names.

use zonescope_model::{
    cmdline_for, name_of_patches, named_patches, BootWords, Compared, Comparison, Facts, Field,
    FindingKind, Flags, Kernel, LogFact, MachineField, MemoryMap, NamedPatches, Nid, NodeField,
    Patch, PatchSet, Pfn, PfnRange, PhysAddr, Quantity, Region, Subject, Term, Zone, ZoneField,
    NAMED_VARIANTS,
};

#[test]
fn variants_by_name_and_by_patches() {
    for NamedPatches { name, patches, .. } in NAMED_VARIANTS {
        assert_eq!(named_patches(name), Some(patches));
        assert_eq!(name_of_patches(patches), Some(name));
    }
    assert_eq!(named_patches("clip-all"), None);
    let unnamed = PatchSet::NONE.with(Patch::ClipNormal);
    assert_eq!(name_of_patches(unnamed), None);
    assert_eq!(Kernel::ALL.map(|kernel| kernel.to_string()), ["v5.10", "v6.6", "v6.12", "v6.18"]);
}

#[test]
fn a_patch_goes_in_and_out() {
    for patches in PatchSet::every() {
        for patch in Patch::ALL {
            assert!(patches.with(patch).has(patch));
            assert!(!patches.without(patch).has(patch));
            let back =
                if patches.has(patch) { patches.with(patch) } else { patches.without(patch) };
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
        let region =
            Region { base: PhysAddr::new(0), end: PhysAddr::new(4096), nid: Nid::default(), flags };
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
        (Subject::Limits(Zone::Dma), "zone-range", None, Some(Zone::Dma)),
        (Subject::Node(nid), "node", Some(nid), None),
        (Subject::Zone(nid, Zone::Normal), "zone", Some(nid), Some(Zone::Normal)),
    ] {
        assert_eq!((subject.name(), subject.nid(), subject.zone()), (name, of, zone));
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

#[test]
fn facts_of_two_logs() {
    let fact = |field, value| LogFact { subject: Subject::Machine, field, value };
    let log = |facts: &[LogFact], unavailable_known| Facts {
        built: facts.to_vec(),
        unavailable_known,
        ..Facts::default()
    };
    let (present, spanned) = (fact(Field::Present, 1), fact(Field::Spanned, 2));
    let hole = |pages| fact(Field::Unavailable, pages);
    for (own, others, both) in [
        // What a log says itself counts.
        (log(&[present], false), log(&[fact(Field::Present, 9)], false), log(&[present], false)),
        (log(&[present], false), log(&[spanned], false), log(&[present, spanned], false)),
        (log(&[], false), log(&[spanned], true), log(&[spanned], true)),
        // Holes are of one log or of the other.
        (log(&[present], false), log(&[hole(5)], true), log(&[present, hole(5)], true)),
        (
            log(&[hole(5)], false),
            log(&[LogFact { subject: Subject::Node(Nid::default()), ..hole(6) }, spanned], true),
            log(&[hole(5), spanned], false),
        ),
    ] {
        assert!(!both.is_empty());
        assert_eq!(own.or(others), both);
    }
}

#[test]
fn numbers_that_can_be_asked_about() {
    let nid = Nid::new(3).unwrap();
    for field in MachineField::ALL {
        assert_eq!(MachineField::from_name(field.name()), Some(field));
    }
    for field in NodeField::ALL {
        assert_eq!(NodeField::from_name(field.name()), Some(field));
    }
    for field in ZoneField::ALL {
        assert_eq!(ZoneField::from_name(field.name()), Some(field));
    }
    let zone = Zone::Movable;
    for (quantity, name, of, said) in [
        (
            Quantity::Machine { field: MachineField::NeverInit },
            "never_init",
            (None, None),
            "whole machine, never_init",
        ),
        (
            Quantity::Node { nid, field: NodeField::MovablePfn },
            "movable_pfn",
            (Some(nid), None),
            "node 3, movable_pfn",
        ),
        (
            Quantity::Zone { nid, zone, field: ZoneField::Absent },
            "absent",
            (Some(nid), Some(zone)),
            "node 3, Movable, absent",
        ),
    ] {
        assert_eq!(quantity.name(), name);
        assert_eq!((quantity.nid(), quantity.zone()), of);
        assert_eq!(quantity.to_string(), said);
    }
}

#[test]
fn pfns_and_flags() {
    assert_eq!(Pfn::new(2).addr(12), PhysAddr::new(0x2000));
    let range = PfnRange::new(Pfn::new(0x1000), Pfn::new(0x100000));
    assert_eq!(range.to_string(), "0x1000-0x100000");
    assert_eq!(Flags::MIRROR.get(), 2);
    assert_eq!(Flags::MIRROR.with(Flags::MIRROR), Flags::MIRROR);
}

#[test]
fn fields_that_are_pfns() {
    for (field, is_pfn) in [
        (Field::StartPfn, true),
        (Field::EndPfn, true),
        (Field::MovablePfn, true),
        (Field::Spanned, false),
        (Field::Present, false),
    ] {
        assert_eq!(field.is_pfn(), is_pfn, "{}", field.name());
    }
}

#[test]
fn one_difference_is_enough() {
    let compared =
        |log, model| Compared { subject: Subject::Machine, field: Field::Present, log, model };
    for (log, equal) in [(7, true), (8, false)] {
        let compared = vec![compared(7, 7), compared(log, 7)];
        assert_eq!(Comparison { compared }.is_equal(), equal);
    }
}

/// A word without a number, or a number without a word, is one of the tables that do not meet.
#[test]
fn every_word_is_a_numbers_or_a_things() {
    const THINGS: [Term; 5] =
        [Term::MEMBLOCK, Term::MIRRORED, Term::NODE, Term::ZONE, Term::CONTIGUOUS];
    let nid = Some(Nid::default());
    let places = [(nid, Some(Zone::Normal)), (nid, None), (None, None)];
    let numbers: Vec<&Term> = places
        .iter()
        .flat_map(|(nid, zone)| Quantity::all_at(*nid, *zone))
        .map(Quantity::term)
        .collect();
    for term in Term::ALL {
        let is_number = numbers.contains(&term);
        assert_ne!(is_number, THINGS.contains(term), "{}", term.name);
        assert_eq!(term.meaning.matches(". ").count(), 1, "two sentences: {}", term.meaning);
        assert!(term.meaning.contains(".c") || term.meaning.contains(".h"), "{}", term.meaning);
        let twins = Term::ALL.iter().filter(|other| other.name == term.name);
        assert_eq!(twins.count(), 1, "{}", term.name);
    }
    assert!(numbers.iter().all(|term| Term::ALL.contains(term)));
}

#[test]
fn a_number_is_found_by_its_name_and_place() {
    let nid = Some(Nid::default());
    for (nid, zone) in [(nid, Some(Zone::Normal)), (nid, None), (None, None)] {
        for quantity in Quantity::all_at(nid, zone) {
            assert_eq!(Quantity::named(nid, zone, quantity.name()), Some(quantity));
            assert_eq!((quantity.nid(), quantity.zone()), (nid, zone));
        }
        assert_eq!(Quantity::named(nid, zone, "pages"), None);
    }
}

#[test]
fn findings_have_words_of_their_own() {
    let mut names = FindingKind::ALL.map(FindingKind::name).to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FindingKind::ALL.len());
    assert_eq!(FindingKind::NeverInitialised.name(), "never-initialised");
    // Published before anybody read it twice.
    assert_eq!(FindingKind::UnmirroredBelow4G.name(), "unmirrored-below4-g");
}
