//! Memory maps of the firmware, and what the running kernel makes of them.

mod common;

use common::check;
use zonescope_dump::{read, EventAction, LineFate, Note};

#[test]
fn e820() {
    check(
        "BIOS-provided physical RAM map:
BIOS-e820: [mem 0x0000000000000000-0x0000000000057fff] usable
BIOS-e820: [mem 0x0000000000058000-0x0000000000058fff] reserved
BIOS-e820: [mem 0x00000000b3f71000-0x00000000b3fa7fff] ACPI data
BIOS-e820: [mem 0x00000000b4358000-0x00000000b4358fff] ACPI NVS
BIOS-e820: [mem 0x0000000100000000-0x0000000236ffffff] persistent (type 12)
BIOS-e820: [mem 0x00000000c3331000-0x00000000c33a1fff] type 20
e820: update [mem 0x00000000-0x00000fff] usable ==> reserved
e820: remove [mem 0x000a0000-0x000fffff] usable
",
        &[
            "e820 0x0-0x58000 usable",
            "e820 0x58000-0x59000 reserved",
            "e820 0xb3f71000-0xb3fa8000 ACPI data",
            "e820 0xb4358000-0xb4359000 ACPI NVS",
            "e820 0x100000000-0x237000000 persistent (type 12)",
            "e820 0xc3331000-0xc33a2000 type 20",
        ],
    );
}

#[test]
fn e820_before_3_5_is_half_open() {
    check(
        " BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)
 BIOS-e820: 000000000009fc00 - 00000000000a0000 (reserved)
",
        &["e820 0x0-0x9fc00 usable", "e820 0x9fc00-0xa0000 reserved"],
    );
}

#[test]
fn efi_half_open_with_mirror() {
    check(
        "<updated EFI memmap>
efi: mem00: [Boot Data          |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000000000-0x0000000000001000) (0MB)
efi: mem36: [Conventional Memory|  |MR|  |  |  |   |WB|WT|WC|UC] range=[0x0000000100000000-0x0000000180000000) (2048MB)
",
        &[
            "efi 0x0-0x1000 Boot Data mirrored false",
            "efi 0x100000000-0x180000000 Conventional Memory mirrored true",
        ],
    );
}

#[test]
fn efi_closed() {
    check(
        "efi: mem01: [Loader Data        |   |  |  |  |  |  |  |   |WB|WT|WC|UC] range=[0x0000000000001000-0x0000000000005fff] (0MB)\n",
        &["efi 0x1000-0x6000 Loader Data mirrored false"],
    );
}

#[test]
fn efi_of_arm64() {
    check(
        "efi: Processing EFI memory map:
efi:   0x000001400000-0x00000147ffff [Conventional Memory|   |  |  |  |  |  |  |   |WB|WT|WC|UC]
efi:   0x87e0d0001000-0x87e0d0001fff [Memory Mapped I/O  |RUN|  |  |  |  |  |  |   |  |  |  |UC]
efi:   0x0000ffff5000-0x0000ffff5fff [ACPI Memory NVS    |   |  |MR|  |  |  |  |   |WB|WT|WC|UC]*
",
        &[
            "efi 0x1400000-0x1480000 Conventional Memory mirrored false",
            "efi 0x87e0d0001000-0x87e0d0002000 Memory Mapped I/O mirrored false",
            "efi 0xffff5000-0xffff6000 ACPI Memory NVS mirrored true",
        ],
    );
}

#[test]
fn efi_by_numbers() {
    check(
        "EFI: mem00: type=7, attr=0xf, range=[0x0000000000000000-0x000000000009f000) (0MB)
EFI: mem01: type=7, attr=0x1000f, range=[0x0000000100000000-0x0000000180000000) (2048MB)
",
        &["efi 0x0-0x9f000 7 mirrored false", "efi 0x100000000-0x180000000 7 mirrored true"],
    );
}

#[test]
fn other_lines_of_efi_are_no_rows() {
    check(
        "efi: EFI v2.70 by American Megatrends
efi: ACPI=0x9f5fe000 ACPI 2.0=0x9f5fe014 MEMATTR=0x9b4f3018
efi: Remove mem53: MMIO range=[0x80000000-0x8fffffff] (256MB) from e820 map
",
        &[],
    );
}

#[test]
fn srat() {
    check(
        "ACPI: SRAT 0x00000000BFFE1ABC 0000F0 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x0009ffff]
ACPI: SRAT: Node 1 PXM 1 [mem 0x40000000-0x7fffffff] non-volatile
ACPI: SRAT: Node 0 PXM 0 [mem 0x100000000-0x27fffffff] hotplug
NUMA: Node 0 [mem 0x00000000-0x0009ffff] + [mem 0x00100000-0x3fffffff] -> [mem 0x00000000-0x3fffffff]
ACPI: SRAT: Node 2 PXM 2 [mem 0x280000000-0x2ffffffff]
NODE_DATA(0) allocated [mem 0x3fffc000-0x3fffffff]
",
        &[
            "srat 0x0-0xa0000 node 0",
            "srat 0x40000000-0x80000000 node 1",
            "srat 0x100000000-0x280000000 node 0 flags 0x1",
            "srat 0x280000000-0x300000000 node 2",
        ],
    );
}

#[test]
fn iomem() {
    let text = "\
00000000-00000fff : Reserved
00001000-0009ffff : System RAM
000a0000-000fffff : Reserved
  000a0000-000dffff : PCI Bus 0000:00
    000c0000-000c7fff : Video ROM
  000f0000-000fffff : System ROM
100000000-1bfffffff : System RAM
  140000000-1bfffffff : CXL Window 0
";
    let rows = [
        "iomem 0x0-0x1000 Reserved",
        "iomem 0x1000-0xa0000 System RAM",
        "iomem 0xa0000-0x100000 Reserved",
        "iomem 0xa0000-0xe0000 PCI Bus 0000:00 level 1",
        "iomem 0xc0000-0xc8000 Video ROM level 2",
        "iomem 0xf0000-0x100000 System ROM level 1",
        "iomem 0x100000000-0x1c0000000 System RAM",
        "iomem 0x140000000-0x1c0000000 CXL Window 0 level 1",
    ];
    for prefix in ["", "> > ", "    "] {
        assert_eq!(common::rows(&read(&common::prefixed(text, prefix))), rows);
    }
    for at in 0..text.len() {
        let part = common::rows(&read(&text[..at]));
        assert_eq!(part, rows[..part.len()], "cut at {at}");
    }
}

#[test]
fn hidden_addresses_are_said_to_be() {
    let log = read("00000000-00000000 : System RAM\n");
    assert!(log.sources.is_empty());
    let run = log.lines.get(0).unwrap();
    assert_eq!((run.fate, run.message), (LineFate::Unreadable, Some(Note::Hidden)));
}

#[test]
fn the_top_of_the_address_space_has_no_end() {
    let log = read("ffffffff00000000-ffffffffffffffff : PCI Bus 0000:00\n");
    assert_eq!(log.sources[0].rows[0].end, u64::MAX);
}

#[test]
fn lsmem() {
    check(
        "RANGE                                 SIZE  STATE NODE  ZONES BLOCK
0x0000000000000000-0x000000007fffffff   2G online    0   None     0
0x0000000080000000-0x00000000ffffffff   2G online    0  DMA32     1
0x0000001080000000-0x000000147fffffff  16G online    1 Normal 33-40

Memory block size:         2G
",
        &[
            "lsmem 0x0-0x80000000 node 0 None",
            "lsmem 0x80000000-0x100000000 node 0 DMA32",
            "lsmem 0x1080000000-0x1480000000 node 1 Normal",
        ],
    );
}

#[test]
fn lsmem_with_its_own_columns() {
    check(
        "RANGE                                  SIZE  STATE REMOVABLE BLOCK
0x0000000000000000-0x000000007fffffff    2G online       yes   0-1
0x0000000100000000-0x000000027fffffff    6G offline            2-7
",
        &["lsmem 0x0-0x80000000", "lsmem 0x100000000-0x280000000"],
    );
}

const LSMEM: [&str; 3] = [
    "lsmem 0x0-0x80000000 node 0 None",
    "lsmem 0x80000000-0x100000000 node 0 DMA32/Normal",
    "lsmem 0x1080000000-0x1480000000 node 1",
];

#[test]
fn lsmem_raw() {
    check(
        "RANGE SIZE STATE REMOVABLE NODE ZONES BLOCK
0x0000000000000000-0x000000007fffffff 2G online yes 0 None 0-15
0x0000000080000000-0x00000000ffffffff 2G online yes 0 DMA32/Normal 16-31
0x0000001080000000-0x000000147fffffff 16G offline yes 1  528-655
",
        &LSMEM,
    );
}

#[test]
fn lsmem_in_pairs() {
    check(
        r#"RANGE="0x0000000000000000-0x000000007fffffff" SIZE="2G" STATE="online" REMOVABLE="yes" NODE="0" ZONES="None" BLOCK="0-15"
RANGE="0x0000000080000000-0x00000000ffffffff" SIZE="2G" STATE="online" REMOVABLE="yes" NODE="0" ZONES="DMA32/Normal" BLOCK="16-31"
RANGE="0x0000001080000000-0x000000147fffffff" SIZE="16G" STATE="offline" REMOVABLE="" NODE="1" ZONES="" BLOCK="528-655"
"#,
        &LSMEM,
    );
}

#[test]
fn lsmem_as_json() {
    let json = r#"{
   "memory": [
      {
         "range": "0x0000000000000000-0x000000007fffffff",
         "size": "2G",
         "state": "online",
         "removable": true,
         "node": 0,
         "zones": "None",
         "block": "0-15"
      },{
         "range": "0x0000000080000000-0x00000000ffffffff",
         "size": "2G",
         "state": "online",
         "removable": true,
         "node": "0",
         "zones": "DMA32/Normal",
         "block": "16-31"
      },{
         "range": "0x0000001080000000-0x000000147fffffff",
         "size": "16G",
         "state": "offline",
         "removable": false,
         "node": 1,
         "zones": null,
         "block": "528-655"
      }
   ]
}
"#;
    let one_line: String = json.split_whitespace().collect::<Vec<_>>().join(" ");
    let quoted = common::prefixed(json, "> ");
    let behind_prose = format!("This is the memory of it:\n\n{json}\nWhat of it?\n");
    for text in [json, &one_line, &one_line.replace(' ', ""), &quoted, &behind_prose] {
        assert_eq!(common::rows(&read(text)), LSMEM, "{text}");
    }
}

/// The kernel lists the map again where boot words changed it: the last one counts.
#[test]
fn e820_changed_by_the_user() {
    let text = "[    0.000000] Command line: ro mem=2G
[    0.000000] e820: BIOS-provided physical RAM map:
[    0.000000] BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
[    0.000000] BIOS-e820: [mem 0x0000000000100000-0x00000000ffffffff] usable
[    0.000000] e820: user-defined physical RAM map:
[    0.000000] user: [mem 0x0000000000000000-0x000000000009fbff] usable
[    0.000000] user: [mem 0x0000000000100000-0x000000007fffffff] usable
";
    check(
        text,
        &[
            "e820 0x0-0x9fc00 usable",
            "e820 0x100000-0x100000000 usable",
            "e820 0x0-0x9fc00 usable",
            "e820 0x100000-0x80000000 usable",
        ],
    );
    let log = read(text);
    assert_eq!(log.sources.len(), 2);
    let combined = log.combined(None).unwrap();
    assert_eq!((combined.line, combined.warnings.len()), (5, 0));
    assert_eq!(combined.memory.regions().last().unwrap().end.get(), 2 << 30);
    // Without the second map nobody knows what became of the first.
    let short = log_of(text.lines().take(4));
    assert_eq!(short.combined(None).unwrap().warnings.len(), 1);
    for (header, label) in [
        ("extended physical RAM map:", "reserve setup_data:"),
        ("user-defined physical RAM map:", "user:"),
    ] {
        let text =
            text.replace("e820: user-defined physical RAM map:", header).replace("user:", label);
        assert_eq!(read(&text).combined(None).unwrap().line, 5, "{header}");
    }
}

fn log_of<'a>(lines: impl Iterator<Item = &'a str>) -> zonescope_dump::Log {
    read(&lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn calls_of_memblock() {
    let log = read(
        "memblock_add: [0x0000000000001000-0x000000000009fbff] e820__memblock_setup+0x73/0xb0
memblock_add_node: [0x0000000100000000-0x00000001ffffffff] nid=1 flags=2 setup+0x1/0x2
memblock_remove: [0x0000000000000000-0xfffffffffffffffe] reserve_regions+0x68/0x23c
memblock_reserve: [0x00000088008000-0x0000008802bf3b] flags 0x0 arm_memblock_init+0xf/0x48
memblock_phys_free: [0x000000023fe00000-0x000000023fffffff] init_mem_mapping+0x1c4/0x390
memblock_mark_mirror: marked [0x0000000100000000-0x000000013fffffff] as MIRROR, ret=0
memblock_alloc_try_nid: 16384 bytes align=0x40 nid=-1 from=0x0 max_addr=0x0 sparse_init+0x41b/0x450
",
    );
    let calls: Vec<_> = log
        .events
        .iter()
        .map(|call| (call.action, call.base, call.nid, call.flags, call.line))
        .collect();
    assert_eq!(
        calls,
        [
            (EventAction::Add, 0x1000, None, None, 1),
            (EventAction::Add, 0x1_0000_0000, Some(1), Some(2), 2),
            (EventAction::Remove, 0, None, None, 3),
            (EventAction::Reserve, 0x8800_8000, None, Some(0), 4),
            (EventAction::Free, 0x2_3fe0_0000, None, None, 5),
            (EventAction::MarkMirror, 0x1_0000_0000, None, None, 6),
        ]
    );
}
