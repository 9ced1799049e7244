//! Every way a scenario comes in, and what does not.

use zonescope_open::{open, text, Fault, Opened};
use zonescope_scenario::{Scenario, CASES};

const DUMP: &str = "memory[0x0] [0x1000-0x9efff], 0x9e000 bytes on node 0 flags: 0x2\n";

/// A line of a journal in JSON.
const JOURNAL: &str = concat!(
    r#"{"_TRANSPORT":"kernel","MESSAGE":"memory[0x0] [0x1000-0x9efff], "#,
    r#"0x9e000 bytes on node 0 flags: 0x2"}"#,
    "\n"
);

fn opened(bytes: &[u8]) -> Result<Opened, Fault> {
    let text = text(bytes);
    open(&text, &zonescope_dump::read(&text), None)
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
}

fn case() -> Scenario {
    CASES[1].scenario().unwrap()
}

fn link() -> String {
    format!("See <https://example.org/#{}>.\n", case().to_link().unwrap())
}

fn other_link() -> String {
    format!("Or <https://example.org/#{}>.\n", CASES[0].scenario().unwrap().to_link().unwrap())
}

/// A title comes with a link, from anyone: what it says is no memory map and no link of its own.
#[test]
fn a_report_opens_what_it_is_of_whatever_that_is_called() {
    for title in [DUMP, &other_link(), "https://example.org/#1AbcDEFghijkl"] {
        let scenario = Scenario { title: title.to_owned(), ..case() }.normalised();
        let report = zonescope_report::mail(
            &scenario,
            &scenario.evaluate(),
            Some(format!("https://example.org/#{}", scenario.to_link().unwrap()).as_str()).into(),
        );
        assert!(report.contains(title.trim()), "{report}");
        assert_eq!(opened(report.as_bytes()), Ok(Opened::Scenario(Box::new(scenario))));
    }
}

macro_rules! scenarios {
    ($($name:ident: $bytes:expr,)*) => { $(
        #[test]
        fn $name() {
            assert_eq!(opened($bytes), Ok(Opened::Scenario(Box::new(case()))));
        }
    )* };
}

scenarios! {
    a_file: case().to_json().as_bytes(),
    a_file_after_white_space: format!("\n  {}", case().to_json()).as_bytes(),
    a_file_with_a_byte_order_mark: format!("\u{feff}{}", case().to_json()).as_bytes(),
    a_file_in_utf_16: &wide(&case().to_json(), u16::to_le_bytes),
    a_file_in_utf_16_turned_round: &wide(&case().to_json(), u16::to_be_bytes),
    a_link: link().as_bytes(),
    a_link_quoted_twice: format!("> > {}", link()).as_bytes(),
    a_link_among_others: format!("{}{}", link(), other_link()).as_bytes(),
    a_file_whose_title_has_two_lines:
        Scenario { title: case().title.replace(' ', "\n "), ..case() }.to_json().as_bytes(),
}

macro_rules! logs {
    ($($name:ident: $bytes:expr,)*) => { $(
        #[test]
        fn $name() {
            let opened = opened($bytes).unwrap();
            let scenario = opened.scenario();
            assert!(matches!(opened, Opened::Log(_)));
            assert_eq!(scenario.setup.memory.regions().len(), 1);
            assert_eq!(scenario.setup.words.to_string(), "kernelcore=mirror");
            assert_eq!(scenario, scenario.normalised());
        }
    )* };
}

logs! {
    a_dump: DUMP.as_bytes(),
    a_dump_with_a_byte_order_mark: format!("\u{feff}{DUMP}").as_bytes(),
    a_dump_in_utf_16: &wide(DUMP, u16::to_be_bytes),
    a_journal_begins_like_a_file: JOURNAL.as_bytes(),
    a_dump_goes_before_a_link: format!("{}{DUMP}", link()).as_bytes(),
    bytes_that_are_no_text: &[DUMP.as_bytes(), &[0xff, 0xfe, b'\n']].concat(),
}

macro_rules! faults {
    ($($name:ident: $bytes:expr => $fault:pat,)*) => { $(
        #[test]
        fn $name() {
            let fault = opened($bytes).unwrap_err();
            assert!(matches!(fault, $fault), "{fault:?}");
            assert!(!fault.to_string().is_empty());
        }
    )* };
}

faults! {
    nothing: b"" => Fault::Map(_),
    a_greeting: b"hello" => Fault::Map(_),
    a_file_cut_short: b"{\"memory\": [[0" => Fault::File(_),
    a_link_cut_short: link().replace(">.", "").split_at(40).0.as_bytes() => Fault::Link(_),
}

#[test]
fn of_several_dumps_the_one_asked_for() {
    let two = format!(
        "MEMBLOCK configuration:\n {DUMP}MEMBLOCK configuration:\n {}",
        DUMP.replace("node 0", "node 1")
    );
    let log = zonescope_dump::read(&two);
    let node =
        |dump| open(&two, &log, dump).unwrap().scenario().setup.memory.regions()[0].nid.get();
    assert_eq!((node(None), node(Some(0)), node(Some(1))), (1, 0, 1));
    assert!(matches!(open(&two, &log, Some(2)), Err(Fault::Map(_))));
}
