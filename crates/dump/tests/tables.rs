//! Tables made by hand.

mod common;

use common::check;
use zonescope_dump::{read, LineFate, Note};

const REGIONS: &str = "node start end size flags mirror pfn_range
---- -------------------- -------------------- ------------ --------------- -------- ------------------
0 0x0000000000001000 0x000000000009dfff 0x000000000009d000 0x2 yes 0x1-0x9e
(2) You mentioned no mirror memory above 4G. If my understanding is correct, 4G's
address is 0x100000000. So why this range is marked mirror?
0 0x0000000140000000 0x0000007fbfffffff 0x0000007e80000000 0x0 no 0x140000-0x7fc0000
1 0x0000007fc0000000 0x0000007fffffffff 0x0000000040000000 0x2 yes 0x7fc0000-0x8000000
";

#[test]
fn the_mails_regions() {
    check(
        REGIONS,
        &[
            "table 0x1000-0x9e000 node 0 flags 0x2 mirrored true",
            "table 0x140000000-0x7fc0000000 node 0 flags 0x0 mirrored false",
            "table 0x7fc0000000-0x8000000000 node 1 flags 0x2 mirrored true",
        ],
    );
}

#[test]
fn the_mails_regions_without_their_header() {
    let rows: String = REGIONS.lines().skip(2).map(|line| format!("{line}\n")).collect();
    assert_eq!(common::rows(&read(&rows)).len(), 3);
}

#[test]
fn the_mails_zones_end_inclusively() {
    check(
        "node zone start_pfn end_pfn start_addr end_addr
------ ---------- ------------ ------------ ------------------ -------------
0 DMA 0x1 0xfff 0x1000 0xffffff
0 Movable 0x140000 0x7fbffff 0x140000000 0x7fbfffffff
(1) Normal and Movable zone end with the same address, so overlapped.
1 Normal 0x7fc0000 0xff7ffff 0x7fc0000000 0xff7fffffff
",
        &[
            "tablezones 0x1000-0x1000000 node 0 DMA",
            "tablezones 0x140000000-0x7fc0000000 node 0 Movable",
            "tablezones 0x7fc0000000-0xff80000000 node 1 Normal",
        ],
    );
}

#[test]
fn the_header_says_which_column_is_what() {
    check(
        "| nid | flags | base | end | comment |
| --- | ----- | ---- | --- | ------- |
| 0 | 0x2 | 0x1000 | 0x9dfff | low |
| 1 | 0x0 | 0x100000 | 0x1fffff | high |
",
        &["table 0x1000-0x9e000 node 0 flags 0x2", "table 0x100000-0x200000 node 1 flags 0x0"],
    );
}

/// The text of a row, what the row reads as, what is said about it.
macro_rules! odd_rows {
    ($($name:ident: $row:expr => $expected:expr, $note:expr;)*) => {$(
        #[test]
        fn $name() {
            let log = read(concat!("node start end size flags mirror pfn_range\n", $row, "\n"));
            let expected: Option<&str> = $expected;
            assert_eq!(common::rows(&log).first().map(String::as_str), expected);
            assert_eq!(log.lines.last().unwrap().message, $note);
            let is_read = log.lines.last().unwrap().fate == LineFate::Understood;
            assert_eq!(is_read, expected.is_some());
        }
    )*};
}

odd_rows! {
    the_range_counts_not_the_size: "0 0x1000 0x1fff 0x3000 0x0 no 0x1-0x2"
        => Some("table 0x1000-0x2000 node 0 flags 0x0 mirrored false"),
        Some(Note::SizeDisagrees { said: 0x3000, range: 0x1000 });
    the_flags_count_not_the_mirror: "0 0x1000 0x1fff 0x1000 0x0 yes 0x1-0x2"
        => Some("table 0x1000-0x2000 node 0 flags 0x0 mirrored true"),
        Some(Note::MirrorDisagrees { said: true, flags: 0 });
    the_addresses_count_not_the_pfns: "0 0x1000 0x1fff 0x1000 0x0 no 0x1-0x9"
        => Some("table 0x1000-0x2000 node 0 flags 0x0 mirrored false"),
        Some(Note::PfnsDisagree { start: 1, end: 2 });
    pfns_of_larger_pages_agree: "0 0x10000 0x1ffff 0x10000 0x0 no 0x1-0x2"
        => Some("table 0x10000-0x20000 node 0 flags 0x0 mirrored false"), None;
    unknown_flags_are_kept: "0 0x1000 0x1fff 0x1000 0x1f00 no 0x1-0x2"
        => Some("table 0x1000-0x2000 node 0 flags 0x1f00 mirrored false"), None;
    backwards: "0 0x2000 0xfff 0x1000 0x0 no 0x1-0x2"
        => None, Some(Note::Backwards { first: 0x2000, last: 0xfff });
    a_word_for_a_number: "0 0x1000 0x1fff much 0x0 no 0x1-0x2"
        => None, Some(Note::Malformed(zonescope_dump::SourceKind::Table));
    too_many_digits: "0 0x1000 0x1fff 0x10000000000000000 0x0 no 0x1-0x2"
        => None, Some(Note::TooLarge);
    too_few_columns: "0 0x1000 0x1fff 0x1000 0x0"
        => None, Some(Note::CutOff(zonescope_dump::SourceKind::Table));
}

#[test]
fn the_whole_mail_offers_its_three_cases() {
    let Some(path) = common::shared("mail/000_c2c1d82b88dda189.txt") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let log = read(&text);
    let dumps = log.dumps();
    let titles: Vec<_> = dumps.iter().map(|dump| dump.title.as_deref()).collect();
    assert_eq!(
        titles,
        [
            Some("Case 1: efibootmgr -m t -M 0"),
            Some("Case 2: efibootmgr -m t -M 25"),
            Some("Case 3: efibootmgr -m f -M 25"),
        ]
    );
    assert_eq!(log.default_dump(), Some(2));
    for dump in 0..3 {
        let (map, warnings) = log.memory_map(dump).unwrap();
        assert_eq!((map.regions().len(), warnings.len()), (8, 0));
    }
    let unreadable: Vec<_> =
        log.lines.iter().filter(|run| run.fate == LineFate::Unreadable).collect();
    assert!(unreadable.is_empty(), "{unreadable:?}");
}
