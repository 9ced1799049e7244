//! Real dumps, as people posted them: the rows of each file in `../shared/dumps`.

mod common;

const DUMPS: [(&str, &str); 28] = [
    ("01-seed-mail-case1.txt", "table=8 tablezones=6"),
    ("02-seed-mail-case2.txt", "table=8 tablezones=6"),
    ("03-seed-mail-case3.txt", "table=8 tablezones=6"),
    ("04-memblock-numa-quoted-two-dumps.txt", "memory=7"),
    ("06-memblock-numa-two-level-quote-qp.txt", "memory=4"),
    (
        "08-memblock-loongson64-wrapped-annotated.txt",
        "memory=5 reserved=2",
    ),
    (
        "09-efi-and-memblock-thunderx-arm64.txt",
        "memory=9 reserved=13 efi=9",
    ),
    (
        "11-memblock-armv7m-tabs-interleaved-reserve.txt",
        "memory=1 reserved=2",
    ),
    (
        "13-memblock-x86-no-timestamp-4.16.txt",
        "memory=3 reserved=3",
    ),
    (
        "15-memblock-arm64-nomap-annotated-zones.txt",
        "memory=9 reserved=5 zone=3 early=9",
    ),
    (
        "17-memblock-rpi2-efi-arm-two-level-quote.txt",
        "memory=1 reserved=1 efi=2",
    ),
    ("19-efi-fake-mirror-MR-before-after.txt", "efi=13"),
    ("21-efi-x86-closed-range-no-prefix.txt", "e820=2 efi=7"),
    ("23-debugfs-memblock-old-and-proposed-v3.txt", "dbgfs=32"),
    ("24-debugfs-memblock-merged-nid-flags.txt", "dbgfs=5"),
    (
        "26-journald-wrapped-e820-zones-early.txt",
        "zone=4 early=8 e820=10",
    ),
    (
        "27-ppc64-power9-sparse-nodes-journald.txt",
        "zone=1 early=2",
    ),
    ("29-riscv-polarfire-quoted-printable.txt", "zone=2 early=3"),
    ("32-arm64-imx-dmesg-zones.txt", "zone=3 early=1"),
    ("34-s390x-native-quoted.txt", "zone=2 early=1"),
    (
        "36-s390-overlapping-zones-zoneinfo-excerpt.txt",
        "zone=2 zoneinfo=2",
    ),
    ("37-srat-hotplug-zones-quoted.txt", "zone=3 early=1 srat=4"),
    (
        "38-e820-srat-zoneinfo-movable-both-nodes.txt",
        "srat=5 e820=8 zoneinfo=2",
    ),
    ("42-coreos-hostname-after-timestamp.txt", "zone=2 early=6"),
    ("45-proc-iomem-x86-quoted.txt", "iomem=21"),
    ("46-lsmem-node-zones-cxl.txt", "lsmem=5"),
    ("48-kernelcore-mirror-v4-cover-example.txt", ""),
    ("50-printk-level-and-caller-wrapped.txt", ""),
];

#[test]
fn every_row_is_found() {
    let mut wrong = Vec::new();
    for (name, expected) in DUMPS {
        let Some(path) = common::shared(&format!("dumps/{name}")) else {
            return;
        };
        let text = std::fs::read(path).unwrap();
        let log = zonescope_dump::read_bytes(&text);
        let counts = common::counts(&log);
        if counts != expected {
            wrong.push(format!("{name}: {counts}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
