//! What editors, terminals, mailers and web pages make of a log: the rows stay the same.

mod common;

use common::{prefixed, rows, wrapped, LOG};
use zonescope_dump::{read, read_bytes};

/// That a wrapped log reads like the log itself, quoted and broken too.
#[track_caller]
fn same(log: &str) {
    let expected = rows(&read(LOG));
    assert_eq!(expected.len(), 8);
    assert_eq!(rows(&read(log)), expected, "as it is:\n{log}");
    let quoted = prefixed(log, "> ");
    assert_eq!(rows(&read(&quoted)), expected, "quoted:\n{quoted}");
    let words = read(log).command_line().map(|found| found.what.clone());
    assert_eq!(words.as_deref(), Some("root=/dev/sda1 kernelcore=mirror"));
}

/// The same for a wrapping that itself keeps lines whole.
#[track_caller]
fn same_when_broken(log: &str) {
    same(log);
    let expected = rows(&read(LOG));
    for width in [72, 90] {
        let broken = wrapped(log, width, "");
        assert_eq!(rows(&read(&broken)), expected, "broken:\n{broken}");
        let quoted = wrapped(log, width, ">> ");
        assert_eq!(rows(&read(&quoted)), expected, "broken and quoted:\n{quoted}");
    }
}

/// Each line of the log made into something else.
fn each(make: impl Fn(&str) -> String) -> String {
    LOG.lines().map(|line| make(line) + "\n").collect()
}

/// The message of a line.
fn message(line: &str) -> &str {
    &line["[    0.000000] ".len()..]
}

#[test]
fn none() {
    same_when_broken(LOG);
}

#[test]
fn no_time() {
    same_when_broken(&each(|line| message(line).to_owned()));
}

#[test]
fn caller_and_level() {
    same_when_broken(&each(|line| format!("<6>[    0.000000][    T0] {}", message(line))));
}

#[test]
fn journal() {
    same_when_broken(&each(|line| format!("Jan 21 02:26:48 node17 kernel: {}", message(line))));
}

#[test]
fn syslog_with_pid_and_both_times() {
    same_when_broken(&each(|line| {
        format!("2024-01-21T02:26:48.123456+01:00 node17.example kernel[1]: {line}")
    }));
}

#[test]
fn facility_and_level() {
    same_when_broken(&each(|line| format!("kern  :info  : {line}")));
}

#[test]
fn labels_of_other_tools() {
    same(&each(|line| format!("dmesg.txt:17:{line}")));
    same(&each(|line| format!("12:34:56.789 {line}")));
}

#[test]
fn numbers_of_lines() {
    let mut number = 0;
    let mut numbered = |line: &str, make: fn(usize, &str) -> String| {
        number += 1;
        make(number, line)
    };
    for make in [
        |n, line| format!("{n:6}\t{line}"),
        |n, line| format!("dmesg.txt-{n}-{line}"),
        |n, line| format!("{n}-{line}"),
        |n, line| format!("{n:6}\t{}", message(line)),
        |n, line| format!("6,{n},0,-;{}", message(line)),
    ] as [fn(usize, &str) -> String; 5]
    {
        let log: String = LOG.lines().map(|line| numbered(line, make) + "\n").collect();
        same(&log);
    }
}

#[test]
fn syslog_of_rfc_5424() {
    same_when_broken(&each(|line| {
        format!("<6>1 2024-01-21T02:26:48.123Z node17 kernel - - - {}", message(line))
    }));
}

#[test]
fn times_without_brackets() {
    same_when_broken(&each(|line| format!("00:00:00.000 {}", message(line))));
    same_when_broken(&each(|line| format!("2024-01-21 02:26:48 {}", message(line))));
}

#[test]
fn quotation_marks_of_word_processors() {
    same(&format!("\u{201c}{}\u{201d}\n", LOG.trim_end()));
    same(&each(|line| format!("\u{201c}{}\u{201d}", message(line))));
}

#[test]
fn odd_blanks_and_characters_without_width() {
    same(&LOG.replace(' ', "\u{2003}"));
    same(&each(|line| format!("\u{200b}{line}\u{200b}")));
    same(&each(|line| format!("\u{feff}{}", message(line))));
    same(&LOG.replace("0x0", "0x\u{ad}0"));
}

#[test]
fn carriage_returns_and_padding() {
    same(&each(|line| format!("{line}          \r")));
    same(&each(|line| format!("{line}\r\r")));
}

#[test]
fn colours() {
    same(&each(|line| {
        let (time, message) = line.split_at("[    0.000000]".len());
        format!("\u{1b}[32m{time}\u{1b}[0m\u{1b}[33m{message}\u{1b}[0m")
    }));
}

#[test]
fn colours_without_their_escape() {
    same(&each(|line| format!("[32m{line}")));
}

#[test]
fn markdown() {
    same(&format!("```text\n{LOG}```\n"));
    same(&each(|line| format!("    {line}")));
    same(&each(|line| format!("- `{line}`")));
}

#[test]
fn html() {
    let escaped = LOG.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    same(&format!("<pre><code class=\"log\">{escaped}</code></pre>\n"));
    same(&each(|line| format!("{}<br/>", line.replace("  ", "&nbsp; "))));
    same(&LOG.replace('\n', "<br>"));
    same(&each(|line| format!("&amp;gt; &amp;gt;&amp;nbsp;{line}")));
    same(&each(|line| format!("&gt; &gt; <span class=\"c\">{line}</span>")));
    same(&each(|line| {
        let (time, message) = line.split_at("[    0.000000]".len());
        format!("<tr><td>{time}</td><td>{message}</td></tr>")
    }));
}

#[test]
fn bbcode() {
    same(&format!("[quote=someone][code]{LOG}[/code][/quote]\n"));
}

#[test]
fn json_lists() {
    let quoted = |line: &str| format!("  \"{}\",", line.replace('\t', "\\t"));
    same(&format!("[\n{}]\n", each(quoted).trim_end().trim_end_matches(',')));
    let list: Vec<String> = LOG.lines().map(|line| quoted(line).trim().to_owned()).collect();
    same(&format!("[{}]", list.join(" ").trim_end_matches(',')));
    let object = LOG.replace('\t', "\\t").replace('\n', "\\n");
    same(&format!("{{\"host\": \"node17\", \"dmesg\": \"{object}\"}}\n"));
}

#[test]
fn the_journals_objects() {
    same(&each(|line| {
        let message = message(line).replace('\t', "\\t");
        format!("{{\"PRIORITY\":\"6\",\"MESSAGE\":\"{message}\",\"_TRANSPORT\":\"kernel\"}}")
    }));
}

#[test]
fn utf16() {
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let units = std::iter::once(0xfeff).chain(LOG.encode_utf16());
        let wide: Vec<u8> = units.flat_map(bytes).collect();
        assert_eq!(rows(&read_bytes(&wide)), rows(&read(LOG)));
    }
}

#[test]
fn utf8_with_a_byte_order_mark() {
    same(&format!("\u{feff}{LOG}"));
}

#[test]
fn bytes_that_are_no_text() {
    let mut bytes = LOG.as_bytes().to_vec();
    bytes.extend(b"\xff\xfe\xc3 in a later line\n");
    assert_eq!(rows(&read_bytes(&bytes)), rows(&read(LOG)));
}

/// Quoted-printable as mailers make it: at most 76 characters a line.
fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut width = 0;
        for character in line.chars() {
            let encoded = match character {
                '=' => "=3D".to_owned(),
                '\t' => "=09".to_owned(),
                other => other.to_string(),
            };
            if width + encoded.len() > 75 {
                out += "=\n";
                width = 0;
            }
            width += encoded.len();
            out += &encoded;
        }
        out.push('\n');
    }
    out
}

#[test]
fn quoted_printable_with_evidence() {
    same(&quoted_printable(LOG));
    same(&quoted_printable(&prefixed(LOG, "> > ")));
}

#[test]
fn equals_signs_alone_are_no_evidence() {
    let log = format!("==> dmesg <==\nroot=UUID=3D4F kernelcore=30%\nx=\n{LOG}");
    same(&log);
}

#[test]
fn a_row_broken_in_the_middle_of_a_number() {
    let expected = rows(&read(LOG));
    let mut out = String::new();
    for line in LOG.lines() {
        let (first, second) = line.split_at(line.len().min(80));
        out += &format!("{first}\n");
        if !second.is_empty() {
            out += &format!("{second}\n");
        }
    }
    assert_eq!(rows(&read(&out)), expected);
}

#[test]
fn lines_that_ran_together() {
    let log = LOG.replace('\n', " ");
    let expected = rows(&read(LOG));
    assert_eq!(rows(&read(&log[log.find("BIOS-p").unwrap()..])), expected);
}
