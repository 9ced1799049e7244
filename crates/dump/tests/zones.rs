//! What the kernel says while it makes zones, and what /proc/zoneinfo says later.

mod common;

use common::check;
use zonescope_dump::{read, Fact};

#[test]
fn zone_ranges() {
    check(
        "Zone ranges:
  DMA      [mem 0x0000000000001000-0x0000000000ffffff]
  DMA32    [mem 0x0000000001000000-0x00000000ffffffff]
  Normal   [mem 0x0000000100000000-0x00000001bfffffff]
  HighMem  empty
  Device   empty
Movable zone start for each node
",
        &[
            "zone 0x1000-0x1000000 DMA",
            "zone 0x1000000-0x100000000 DMA32",
            "zone 0x100000000-0x1c0000000 Normal",
            "zone 0x0-0x0 HighMem",
            "zone 0x0-0x0 Device",
        ],
    );
}

#[test]
fn addresses_people_spaced_out() {
    check(
        "  DMA      [mem 0x00000000 1800 0000 - 0x0000 0000 ffff ffff]\n",
        &["zone 0x18000000-0x100000000 DMA"],
    );
}

#[test]
fn zone_ranges_in_pfns() {
    check(
        "Zone PFN ranges:
  DMA      0x00000001 -> 0x00001000
  Normal   0x00001000 -> 0x000377fe
",
        &["zone 0x1000-0x1000000 DMA", "zone 0x1000000-0x377fe000 Normal"],
    );
}

#[test]
fn prose_about_zones_is_no_row() {
    check(
        "Normal and Movable zone end with the same address
DMA32 is empty of pages
ZONE_NORMAL : [0x0000000100000000-0x00000010a0000000]
node 0 [mem 0x0000000000001000-0x000000109fffffff]
",
        &[],
    );
}

#[test]
fn early_ranges() {
    check(
        "Early memory node ranges
  node   0: [mem 0x0000000000001000-0x000000000009efff]
  node   8: [mem 0x0000200000000000-0x00002007ffffffff]
",
        &["early 0x1000-0x9f000 node 0", "early 0x200000000000-0x200800000000 node 8"],
    );
}

#[test]
fn early_ranges_in_pfns() {
    check(
        "Early memory PFN ranges
    0: 0x00000001 -> 0x0000009d
    1: 0x00000100 -> 0x000bffe0
",
        &["early 0x1000-0x9d000 node 0", "early 0x100000-0xbffe0000 node 1"],
    );
}

/// The first fact of a text.
macro_rules! facts {
    ($($name:ident: $text:expr => $fact:expr;)*) => {$(
        #[test]
        fn $name() {
            let text = concat!("[    0.000000] ", $text, "\n");
            let facts = |text: &str| -> Vec<Fact> {
                read(text).facts.into_iter().map(|found| found.what).collect()
            };
            assert_eq!(facts(text), [$fact]);
            assert_eq!(facts(&common::wrapped(text, 60, "> ")), [$fact], "wrapped");
        }
    )*};
}

facts! {
    movable_start: "  Node 1: 0x0000000240000000"
        => Fact::MovableStart { nid: 1, addr: 0x2_4000_0000 };
    node_range: "Initmem setup node 0 [mem 0x0000000000001000-0x00000001bfffffff]"
        => Fact::NodeRange { nid: 0, base: 0x1000, end: 0x1_c000_0000 };
    node_pages: "On node 0 totalpages: 819456(3201M)"
        => Fact::NodePages { nid: 0, pages: 819_456 };
    zone_pages: "  DMA32 zone: 786882 pages, LIFO batch:63"
        => Fact::ZonePages { zone: "DMA32".into(), pages: 786_882 };
    unavailable: "On node 0, zone DMA: 390 pages in unavailable ranges"
        => Fact::Unavailable { nid: 0, zone: "DMA".into(), pages: 390 };
    unavailable_in_all: "Zeroed struct page in unavailable ranges: 7349 pages"
        => Fact::UnavailableInAll { pages: 7349 };
    deferred: "node 0 deferred pages initialised in 57ms"
        => Fact::Deferred { nid: 0, pages: None, ms: 57 };
    deferred_with_pages: "node 3 initialised, 4141394 pages in 50ms"
        => Fact::Deferred { nid: 3, pages: Some(4_141_394), ms: 50 };
    mirrored: "Memory: 6144M/12287M mirrored memory"
        => Fact::Mirrored { mirrored: 6144, total: 12_287 };
    mirrored_by_efi: "efi: Memory: 4096M/131455M mirrored memory"
        => Fact::Mirrored { mirrored: 4096, total: 131_455 };
    no_mirror: "The system has no mirror memory, ignore kernelcore=mirror."
        => Fact::Warning(zonescope_model::Warning::NoMirror);
    kdump: "The system is under kdump, ignore kernelcore=mirror."
        => Fact::Warning(zonescope_model::Warning::Kdump);
    unmirrored: "This configuration results in unmirrored kernel memory."
        => Fact::Warning(zonescope_model::Warning::UnmirroredKernelMemory);
}

const ZONEINFO: &str = "\
Node 0, zone      DMA
  per-node stats
      nr_inactive_anon 100
  pages free     3840
        min      8
        spanned  4095
        present  3998
        managed  3840
        protection: (0, 2976, 3104, 5152)
      nr_free_pages 3840
  pagesets
    cpu: 0
              count: 0
  start_pfn:           1
Node 0, zone   Normal
  pages free     0
        spanned  0
        present  0
        managed  0
Node 1, zone  Movable
  pages free     523363
        spanned  524288
        present  524288
        managed  524288
  start_pfn:           1310720
";

#[test]
fn zoneinfo() {
    let rows = [
        "zoneinfo node 0 DMA spanned 4095 present 3998 managed Some(3840) start Some(1)",
        "zoneinfo node 1 Movable spanned 524288 present 524288 managed Some(524288) start Some(1310720)",
    ];
    for text in [
        ZONEINFO.to_owned(),
        common::prefixed(ZONEINFO, "> > "),
        ZONEINFO.replace('\n', "\r\n"),
        ZONEINFO.trim_end().to_owned(),
        format!("[    1.0] Run /init\n\n# cat /proc/zoneinfo\n{ZONEINFO}"),
        ZONEINFO.replace("  ", " "),
    ] {
        assert_eq!(common::rows(&read(&text)), rows);
    }
}

#[test]
fn zones_without_a_start() {
    let log =
        read("Node 0, zone  Movable\n  spanned  262144\n  present  262144\n  managed  245670\n");
    assert_eq!(log.sources[0].zones[0].start_pfn, None);
}

#[test]
fn two_zoneinfos_are_two_sources() {
    let log = read(&ZONEINFO.repeat(2));
    let lines: Vec<_> = log.sources.iter().map(|s| (s.first_line, s.zones.len())).collect();
    assert_eq!(lines, [(1, 2), (26, 2)]);
}

#[test]
fn half_a_count_is_no_count() {
    let cut = &ZONEINFO[..ZONEINFO.find("524288\n        managed").unwrap() + 3];
    assert_eq!(common::rows(&read(cut)).len(), 1);
}

#[test]
fn buddyinfo_is_not_zoneinfo() {
    let log = read("Node 0, zone      DMA      1      0      1\nspanned 5\npresent 5\n");
    assert!(log.sources.is_empty());
}
