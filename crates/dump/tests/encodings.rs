//! How mailers write a log's bytes down: the rows stay the same, however little gives it away.

mod common;

use common::{rows, LOG};
use zonescope_dump::{read, read_bytes};

const HEADER: &str =
    "Content-Type: text/plain; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: ";

fn words(text: &str) -> Option<String> {
    read(text).command_line().map(|found| found.what.clone())
}

#[track_caller]
fn same(text: &str) {
    assert_eq!(rows(&read(text)), rows(&read(LOG)), "{text}");
    let kernel = read(text).version().map(|found| found.what.clone());
    assert_eq!(kernel.as_deref(), Some("6.12.107 (x86_64-linux-gnu-gcc-12) #1 SMP"), "{text}");
    assert_eq!(words(text).as_deref(), Some("root=/dev/sda1 kernelcore=mirror"), "{text}");
}

/// Quoted-printable of lines with `end` behind each, blanks in a row made into `blank`.
fn escaped(log: &str, blank: &str, end: &str) -> String {
    let mut out = String::new();
    for line in log.lines() {
        let line = line.replace('=', "=3D").replace('\t', "=09");
        let line = line.replace("    ", &blank.repeat(4)).replace("  ", &blank.repeat(2));
        let mut width = 0;
        let mut rest = line.as_str();
        while !rest.is_empty() {
            let len = if rest.starts_with('=') { 3 } else { 1 };
            if width + len > 75 {
                out += "=\n";
                width = 0;
            }
            out += &rest[..len];
            rest = &rest[len..];
            width += len;
        }
        out += end;
        out.push('\n');
    }
    out
}

#[test]
fn quoted_printable_is_told_by_its_header() {
    same(&format!("{HEADER}quoted-printable\n\n{}", escaped(LOG, " ", "")));
    same(&format!("content-transfer-encoding: Quoted-Printable\n\n{}", escaped(LOG, " ", "")));
    same(&format!("> {HEADER}quoted-printable\n\n{}", escaped(LOG, "=A0", "=0A=")));
}

#[test]
fn quoted_printable_is_told_by_what_it_escapes() {
    for end in ["", "=20", "=0A=", "=0D=0A="] {
        for blank in [" ", "=A0", "=C2=A0"] {
            same(&escaped(LOG, blank, end));
        }
    }
    // No equals sign to give it away.
    let plain = LOG.replace("kernelcore=mirror", "quiet").replace("root=/dev/sda1", "ro");
    let plain: String = plain
        .lines()
        .filter(|line| !line.contains('='))
        .map(|line| line.to_owned() + "\n")
        .collect();
    for (blank, end) in [("=A0", ""), ("=C2=A0", ""), (" ", "=20"), (" ", "=0A="), (" ", "")] {
        let text = escaped(&plain, blank, end);
        assert_eq!(rows(&read(&text)), rows(&read(LOG)), "{text}");
        assert_eq!(words(&text).as_deref(), Some("ro quiet"), "{text}");
    }
}

#[test]
fn a_part_written_anew_costs_nothing() {
    let text = "\
[=A0=A0=A0 0.000000] Linux version 6.12.1 (a@b) (gcc 12) #1 SMP=0A=
[=C2=A0=C2=A0=C2=A0 0.000000] Command line: ro kernelcore=4G=0A=
[=A0=A0=A0 0.000000]=A0=A0 node=A0=A0 0: [mem 0x0000000000001000-0x000000007fffffff]=0A=
";
    assert_eq!(words(text).as_deref(), Some("ro kernelcore=4G"));
    assert_eq!(read(text).versions[0].what, "6.12.1 (a@b) (gcc 12) #1 SMP");
    assert_eq!(rows(&read(text)), ["early 0x1000-0x80000000 node 0"]);
}

#[test]
fn a_line_has_its_own_number_behind_an_escaped_line_break() {
    let log = read(&escaped(LOG, "=A0", "=0A="));
    let lines: Vec<u32> = log.sources[0].rows.iter().map(|row| row.line).collect();
    assert!(lines.windows(2).all(|pair| pair[0] < pair[1]), "{lines:?}");
}

#[test]
fn another_mails_words_are_not_decoded() {
    let other = "Content-Transfer-Encoding: 8bit\n\nCommand line: ro kernelcore=20% movable_node\n";
    let text = format!("{HEADER}quoted-printable\n\nx =3D 1\n{other}");
    assert_eq!(words(&text).as_deref(), Some("ro kernelcore=20% movable_node"));
}

#[test]
fn blanks_of_latin_1() {
    let wide = |blank: &[u8]| -> Vec<u8> {
        let mut out = Vec::new();
        for (at, part) in LOG.split("  ").enumerate() {
            if at > 0 {
                out.extend_from_slice(blank);
                out.push(b' ');
            }
            out.extend_from_slice(part.as_bytes());
        }
        out
    };
    for blank in [b"\xa0".as_slice(), b"\xa0\xa0", b"\xc2\xa0", "\u{fffd}".as_bytes()] {
        let bytes = wide(blank);
        assert_eq!(rows(&read_bytes(&bytes)), rows(&read(LOG)), "{blank:?}");
    }
}

#[test]
fn a_letter_that_was_lost_is_no_blank() {
    let log = LOG.replace("0x00000001bfffffff]", "0x00000001bfff\u{fffd}fff]");
    assert_eq!(rows(&read(&log)).len(), rows(&read(LOG)).len() - 1);
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (at, group) in bytes.chunks(3).enumerate() {
        let bits = group
            .iter()
            .enumerate()
            .fold(0u32, |bits, (at, b)| bits | u32::from(*b) << (16 - 8 * at));
        for at in 0..4 {
            out.push(match at <= group.len() {
                true => char::from(DIGITS[(bits >> (18 - 6 * at)) as usize & 63]),
                false => '=',
            });
        }
        if at % 19 == 18 {
            out.push('\n');
        }
    }
    out
}

#[test]
fn base64_is_read_as_text() {
    for text in [LOG.to_owned(), LOG.trim_end().to_owned(), LOG.replace('\n', "\r\n")] {
        let body = base64(text.as_bytes());
        same(&format!("{HEADER}base64\nX-Other: a\n\n{body}\n"));
        same(&format!("{HEADER}base64\n\n{}\n--part--\nSome prose.\n", body.trim_end()));
        same(&format!("{HEADER}base64\r\n\r\n{}", body.replace('\n', "\r\n")));
    }
}

#[test]
fn what_is_no_text_in_base64_is_left_alone() {
    let text = format!("{HEADER}base64\n\n{}\n\n{LOG}", base64(b"\x1f\x8b\x08\0\0\0\0\0"));
    assert_eq!(rows(&read(&text)), rows(&read(LOG)));
}

#[test]
fn numbers_do_not_go_on_in_the_next_line() {
    for next in [
        "Entering add_active_range(0, 0, 159)",
        "e820: update",
        "add_active_range",
        "face the rest",
        "e0000000 x",
    ] {
        let text = format!("SRAT: Node 0 PXM 0 0-80000000\n{next}\n");
        assert_eq!(rows(&read(&text)), ["srat 0x0-0x80000000 node 0"], "{next}");
    }
}

#[test]
fn blanks_of_a_line_broken_among_them_stay() {
    let zone = |lead: &str| format!("{lead}x=3D1\n{lead}  DMA=\n      [mem 0x1000-0xffffff]\n");
    for lead in ["", "    12=09", "     3=09"] {
        assert_eq!(rows(&read(&zone(lead))), ["zone 0x1000-0x1000000 DMA"], "{lead:?}");
    }
}

#[test]
fn a_time_alone_begins_the_next_line() {
    for time in ["2024-01-21T02:26:48,000000+01:00", "Jan 21 02:26:48 node17 kernel: ["] {
        let text = format!("> {time}\nmemory[0x0] [0x0000000000001000-0x000000000009efff], 0x9e000 bytes flags: 0x0\n");
        let log = read(&text);
        assert_eq!((rows(&log).len(), log.depths), (1, vec![(2, 1)]), "{time}");
    }
}
