//! `zonescope check` as a shell sees it.

mod common;

use std::path::Path;
use std::process::Output;

/// A boot of 6.12.117 with a machine like the mail's case 2, cut to what is read. It lost memory.
const LOG: &str = "\
Linux version 6.12.117+deb12-amd64 (x@y) (x86_64-linux-gnu-gcc) #1 SMP
Command line: quiet kernelcore=mirror
MEMBLOCK configuration:
 memory.cnt  = 0x6
 memory[0x0]\t[0x0000000000001000-0x000000000009efff], 0x000000000009e000 bytes on node 0 flags: 0x2
 memory[0x1]\t[0x0000000000100000-0x00000000bffdffff], 0x00000000bfee0000 bytes on node 0 flags: 0x2
 memory[0x2]\t[0x0000000100000000-0x000000013fffffff], 0x0000000040000000 bytes on node 0 flags: 0x2
 memory[0x3]\t[0x0000000140000000-0x00000001bfffffff], 0x0000000080000000 bytes on node 0 flags: 0x0
 memory[0x4]\t[0x00000001c0000000-0x000000023fffffff], 0x0000000080000000 bytes on node 1 flags: 0x2
 memory[0x5]\t[0x0000000240000000-0x000000033fffffff], 0x0000000100000000 bytes on node 1 flags: 0x0
";

/// What the kernel said while it made zones.
const EARLY: &str = "\
Zone ranges:
  DMA      [mem 0x0000000000001000-0x0000000000ffffff]
  DMA32    [mem 0x0000000001000000-0x00000000ffffffff]
  Normal   [mem 0x0000000100000000-0x000000033fffffff]
Movable zone start for each node
  Node 0: 0x0000000140000000
  Node 1: 0x0000000240000000
Early memory node ranges
  node   0: [mem 0x0000000000001000-0x000000000009efff]
  node   1: [mem 0x0000000240000000-0x000000033fffffff]
Initmem setup node 0 [mem 0x0000000000001000-0x00000001bfffffff]
On node 0, zone DMA: 1 pages in unavailable ranges
On node 0, zone DMA: 97 pages in unavailable ranges
On node 0, zone Normal: 32 pages in unavailable ranges
node 1 deferred pages initialised in 20ms
node 0 deferred pages initialised in 40ms
";

const ZONEINFO: &str = "\
Node 0, zone   Normal
        spanned  786432
        present  262144
        managed  32768
  start_pfn:           1048576
Node 0, zone  Movable
        spanned  524288
        present  524288
        managed  524288
  start_pfn:           1310720
";

fn check(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let arguments = [&["check"], arguments].concat();
    let Output { status, stdout, stderr } = common::zonescope(&arguments, input);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

fn json(arguments: &[&str], input: &str) -> (Option<i32>, serde_json::Value) {
    let arguments = [&["--format=json"], arguments].concat();
    let (status, stdout, stderr) = check(&arguments, input);
    let value = serde_json::from_str(&stdout).unwrap_or_else(|_| panic!("{stderr}"));
    (status, value)
}

/// A file of the test's own.
fn file(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_log_that_agrees_exits_with_0() {
    let (status, answer) = json(&[], &[LOG, EARLY, ZONEINFO].concat());
    assert_eq!(status, Some(0), "{answer:#}");
    assert_eq!(answer["equal"], true);
    assert_eq!(answer["variant"]["name"], "node-extent");
    assert_eq!(answer["compared"], 20);
    assert_eq!(answer["differences"], serde_json::json!([]));
    let smallest = &answer["explained_by"][0];
    assert_eq!(smallest["patches"], serde_json::json!(["node-extent-span"]));
    assert!(answer["managed"][0]["lost"].as_u64().unwrap() > 100_000);
}

#[test]
fn a_log_that_differs_exits_with_3_and_names_both_numbers() {
    let other = ZONEINFO.replace("present  262144", "present  18446744073709486080");
    let (status, answer) = json(&[], &[LOG, EARLY, &other].concat());
    assert_eq!(status, Some(3));
    assert_eq!(answer["equal"], false);
    assert_eq!(
        answer["differences"],
        serde_json::json!([{
            "what": "zone", "nid": 0, "zone": "Normal", "field": "present",
            "log": -65536, "model": 262_144
        }])
    );
    assert_eq!(answer["explained_by"], serde_json::json!([]));
}

#[test]
fn a_second_file_counts_before_the_log() {
    let zoneinfo = file("agrees.txt", ZONEINFO);
    let (status, answer) = json(&["--against", &zoneinfo], LOG);
    assert_eq!(status, Some(0), "{answer:#}");
    assert_eq!(answer["compared"], 6);
    let zoneinfo = file("differs.txt", &ZONEINFO.replace("524288", "524289"));
    let input = [LOG, ZONEINFO].concat();
    assert_eq!(json(&["--against", &zoneinfo], &input).0, Some(3));
}

#[test]
fn the_variant_asked_for_is_compared() {
    let input = [LOG, EARLY].concat();
    let (status, answer) = json(&["--variant", "base"], &input);
    assert_eq!(status, Some(3));
    let fields: Vec<_> = answer["differences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|difference| difference["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["deferred", "deferred"]);
    assert_ne!(answer["explained_by"], serde_json::json!([]));
}

#[test]
fn text_keeps_to_72_columns_and_says_what_was_lost() {
    let (status, text, _) = check(&[], &[LOG, EARLY, ZONEINFO].concat());
    assert_eq!(status, Some(0));
    assert!(text.lines().all(|line| line.len() <= 72), "{text}");
    for words in ["Equal: all 20", "node-extent (v6.12)", "Lost: at least"] {
        assert!(text.contains(words), "{text}");
    }
    let (_, text, _) = check(&["--variant=base"], &[LOG, EARLY].concat());
    assert!(text.contains("node 0           deferred                      1                   0"));
}

#[test]
fn nothing_to_compare_is_bad_input() {
    let (status, _, stderr) = check(&[], LOG);
    assert_eq!(status, Some(1));
    assert!(stderr.contains("/proc/zoneinfo"), "{stderr}");
    let empty = file("empty.txt", "Dear list,\n");
    let (status, _, stderr) = check(&["--against", &empty], &[LOG, EARLY].concat());
    assert_eq!(status, Some(1));
    assert!(stderr.contains("empty.txt"), "{stderr}");
    assert_eq!(check(&[], EARLY.split("Early").next().unwrap()).0, Some(1));
    assert_eq!(check(&["--against"], "").0, Some(2));
}

#[test]
fn a_log_without_any_dump_is_evaluated_by_its_other_sources() {
    let early =
        EARLY.replace("node   1: [mem 0x0000000240000000", "node   0: [mem 0x0000000240000000");
    let (status, answer) = json(&[], &early);
    assert_eq!(status, Some(3));
    let used = answer["used"].as_str().unwrap();
    assert!(used.starts_with("Memory from the early node ranges (line 8)"), "{used}");
}

/// What the names of boots say of their patches; P1 is v5 1/5, the rest the mail's.
const PATCHES: [(&str, &str); 5] = [
    ("P1", "outer-loop-check"),
    ("P2", "node-extent-span"),
    ("P3", "clip-normal"),
    ("P4", "plain-absent"),
    ("P5", "no-overlap-check"),
];

#[test]
fn every_boot_is_explained_by_what_its_name_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/boots");
    if !folder.exists() {
        println!("skipped: {} is not here", folder.display());
        return;
    }
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| path.is_file()) {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let (status, answer) = json(&[path.to_str().unwrap()], "");
        assert_eq!(status, Some(0), "{name}: {answer:#}");
        let named = name.rsplit('-').next().unwrap();
        let patches: Vec<&str> = if named.starts_with('P') {
            let slug = |part| PATCHES.iter().find(|(name, _)| *name == part).unwrap().1;
            named.split('+').map(slug).collect()
        } else if named == "none" || name.starts_with("6.12.107") {
            Vec::new()
        } else {
            vec!["node-extent-span"]
        };
        let explained = answer["explained_by"].as_array().unwrap();
        let patches = serde_json::json!(patches);
        assert!(explained.iter().any(|set| set["patches"] == patches), "{name}: {patches}");
    }
}

/// What `check` says of a log that is not to be compared, or not as it stands.
#[test]
fn what_a_log_lacks_is_said_and_not_compared() {
    let early = "Early memory node ranges\n  node   0: [mem 0x100000000-0x1ffffffff]\n";
    let cut = format!("{early}Initmem setup node 0 [mem 0x1000-0x1ffffffff]\n");
    let high = format!("  HighMem  [mem 0x40000000-0x8fffffff]\n{early}");
    for (input, why, line) in [
        (&cut, "nothing is compared: some of the memory map is missing", "line 3: node 0 begins"),
        (&high, "nothing is compared: the machine is not modelled", "line 1: the log has HighMem"),
    ] {
        let (status, stdout, stderr) = check(&[], input);
        assert_eq!((status, stdout.as_str()), (Some(1), ""), "{stderr}");
        assert!(stderr.contains(why) && stderr.contains(line), "{stderr}");
    }
}

#[test]
fn assumptions_are_said() {
    let movable = "Movable zone start for each node\n  Node 0: 0x0000000140000000\n\
                   Early memory node ranges\n  node   0: [mem 0x100000000-0x1ffffffff]\n";
    let (status, stdout, stderr) = check(&[], movable);
    assert_eq!(status, Some(0), "{stdout}");
    assert!(stdout.contains("kernelcore=1G is assumed"), "{stdout}");
    assert!(stderr.contains("x86_64 is assumed"), "{stderr}");
    let (_, stdout, stderr) = check(&["--cmdline=kernelcore=1G", "--arch=x86_64"], movable);
    assert!(stdout.contains("command line from --cmdline"), "{stdout}");
    assert!(!stderr.contains("x86_64 is assumed"), "{stderr}");
    let (status, stdout, _) = check(&["--cmdline=quiet"], movable);
    assert_eq!(status, Some(3));
    let sentence = stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(sentence.contains("Movable is elsewhere"), "{stdout}");
}
