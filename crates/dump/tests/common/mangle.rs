//! What happens to a text on its way into a bug report: random steps, in the order they happen.

/// Random numbers, the same ones for the same seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }
}

/// One step: its name, and what it makes of a text.
pub type Step = (&'static str, fn(&str) -> String);

/// The steps that can follow each other; one of each stage at most. Those of the first stage are
/// for texts whose every line bears the kernel's time.
pub const STAGES: [&[Step]; 8] =
    [STAMPS, TERMINALS, TOOLS, MAILERS, REPLIES, WRAPS_AGAIN, PAGES, ENDS];

const TIME: &str = "[    0.000000] ";

/// Every line made into something else.
fn each(text: &str, make: impl Fn(usize, &str) -> String) -> String {
    let lines = text.lines().enumerate();
    lines.map(|(n, line)| make(n, line) + "\n").collect()
}

/// The time of a line and its message.
fn timed(line: &str) -> (&str, &str) {
    match line.find("] ") {
        Some(at) if line.starts_with('[') => line.split_at(at + 2),
        _ => (TIME, line),
    }
}

fn message(line: &str) -> &str {
    timed(line).1
}

fn string(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\t', "\\t")
}

fn journal_object(line: &str) -> String {
    let message = string(message(line));
    format!("{{\"_BOOT_ID\":\"5ab1\",\"PRIORITY\":\"6\",\"MESSAGE\":\"{message}\",\"_TRANSPORT\":\"kernel\",\"__MONOTONIC_TIMESTAMP\":\"1234\"}}")
}

const STAMPS: &[Step] = &[
    ("no time", |text| each(text, |_, line| message(line).to_owned())),
    ("caller", |text| {
        each(text, |_, line| {
            let (time, message) = timed(line);
            format!("{}[    T0] {message}", time.trim_end())
        })
    }),
    ("caller apart", |text| {
        each(text, |_, line| {
            let (time, message) = timed(line);
            format!("{time}[   T36] {message}")
        })
    }),
    ("level", |text| each(text, |_, line| format!("<6>{line}"))),
    ("level alone", |text| each(text, |_, line| format!("<6>{}", message(line)))),
    ("journal", |text| {
        each(text, |_, line| format!("Jan 21 02:26:48 node17 kernel: {}", message(line)))
    }),
    ("journal of one-digit days", |text| {
        each(text, |_, line| format!("Feb  1 02:26:48 node17.example.org kernel: {line}"))
    }),
    ("journal iso", |text| {
        each(text, |_, line| format!("2024-01-21T02:26:48+0100 node17 kernel: {}", message(line)))
    }),
    ("journal iso precise", |text| {
        each(text, |_, line| {
            format!("2024-01-21T02:26:48.123456+01:00 node17 kernel: {}", message(line))
        })
    }),
    ("journal monotonic", |text| {
        each(text, |_, line| {
            let (time, message) = timed(line);
            format!("{time}node17 kernel: {message}")
        })
    }),
    ("journal json", |text| each(text, |_, line| journal_object(line))),
    ("syslog", |text| {
        each(text, |_, line| format!("2024-01-21T02:26:48.1+01:00 node17 kernel[1]: {line}"))
    }),
    ("syslog, host first", |text| each(text, |_, line| format!("node17 kernel: {line}"))),
    ("syslog, pid", |text| {
        each(text, |_, line| format!("Jan 21 02:26:48 node17 kernel[0]: {}", message(line)))
    }),
    ("dmesg -x", |text| each(text, |_, line| format!("kern  :info  : {line}"))),
    ("dmesg -T", |text| {
        each(text, |_, line| format!("[Sun Jan 21 02:26:48 2024] {}", message(line)))
    }),
    ("dmesg --time-format iso", |text| {
        each(text, |_, line| format!("2024-01-21T02:26:48,000000+01:00 {}", message(line)))
    }),
    ("kmsg", |text| each(text, |n, line| format!("6,{n},0,-;{}", message(line)))),
];

const TERMINALS: &[Step] = &[
    ("padding", |text| each(text, |_, line| format!("{line:<100}"))),
    ("trailing blanks", |text| each(text, |n, line| format!("{line}{}", " ".repeat(n % 4)))),
    ("serial returns", |text| each(text, |_, line| format!("{line}\r"))),
    ("tabs to blanks", |text| text.replace('\t', "    ")),
    ("colour", |text| {
        each(text, |_, line| match line.starts_with('[') {
            true => {
                let (time, message) = timed(line);
                format!("\u{1b}[32m{time}\u{1b}[0m\u{1b}[33m{message}\u{1b}[0m")
            }
            false => format!("\u{1b}[1;31m{line}\u{1b}[0m"),
        })
    }),
    ("colour of grep", |text| text.replace("mem", "\u{1b}[01;31m\u{1b}[Kmem\u{1b}[m\u{1b}[K")),
];

const TOOLS: &[Step] = &[
    ("cat -n", |text| each(text, |n, line| format!("{:6}\t{line}", n + 1))),
    ("grep -n", |text| each(text, |n, line| format!("{}:{line}", n + 1))),
    ("grep", |text| each(text, |n, line| format!("dmesg.txt:{}:{line}", n + 1))),
    ("indent", |text| each(text, |_, line| format!("    {line}"))),
    ("indent by a tab", |text| each(text, |_, line| format!("\t{line}"))),
    ("bars", |text| each(text, |_, line| format!("| {line}"))),
    ("set apart", |text| each(text, |_, line| format!("{line}\n"))),
];

const MAILERS: &[Step] = &[
    ("wrap at 72", |text| wrap(text, 72)),
    ("wrap at 76", |text| wrap(text, 76)),
    ("wrap at 80", |text| wrap(text, 80)),
    ("flow at 72", |text| flow(text, 72)),
];

const REPLIES: &[Step] = &[
    ("quote", |text| quote(text, "> ")),
    ("quote deep", |text| quote(text, "> > >")),
    ("quote packed", |text| quote(text, ">>> ")),
    ("quote mixed", |text| quote(text, ">> >\t> ")),
    ("quote bars", |text| quote(text, "> | ")),
];

const WRAPS_AGAIN: &[Step] = &[
    ("wrapped again at 72", |text| wrap(text, 72)),
    ("wrapped again at 80, quoted anew", |text| quote(&wrap(text, 80), "> ")),
];

const PAGES: &[Step] = &[
    ("fence", |text| format!("```\n{text}```\n")),
    ("named fence", |text| format!("~~~ text\n{text}~~~\n")),
    ("pre", |text| format!("<pre>{}</pre>\n", escaped(text))),
    ("pre code", |text| format!("<pre><code class=\"log\">{}</code></pre>\n", escaped(text))),
    ("br", |text| each(text, |_, line| escaped(line) + "<br>")),
    ("br nbsp", |text| each(text, |_, line| escaped(line).replace("  ", "&nbsp; ") + "<br />")),
    ("br in one line", |text| escaped(text).replace('\n', "<br>")),
    ("bbcode", |text| format!("[code]{text}[/code]\n")),
    ("bbcode lines", |text| format!("[quote=\"someone\"][code]\n{text}[/code][/quote]\n")),
    ("json list", |text| {
        let list = each(text, |_, line| format!("  \"{}\",", string(line)));
        format!("[\n{}\n]\n", list.trim_end().trim_end_matches(','))
    }),
    ("json string", |text| {
        format!("{{\"host\": \"node17\", \"dmesg\": \"{}\"}}\n", string(text).replace('\n', "\\n"))
    }),
    ("quoted-printable", quoted_printable),
];

const ENDS: &[Step] = &[
    ("CRLF", |text| text.replace('\n', "\r\n")),
    ("no line break at the end", |text| text.trim_end().to_owned()),
    ("byte order mark", |text| format!("\u{feff}{text}")),
    ("prose around", |text| {
        format!("Hi all,\n\non this machine I see:\n\n{text}\n\nAny idea?\n-- \nJ.\n")
    }),
];

fn quote(text: &str, prefix: &str) -> String {
    each(text, |_, line| format!("{prefix}{line}"))
}

fn wrap(text: &str, width: usize) -> String {
    crate::common::wrapped(text, width, "")
}

/// format=flowed: a blank before each soft break.
fn flow(text: &str, width: usize) -> String {
    each(text, |_, line| wrap(line, width).trim_end_matches('\n').replace('\n', " \n"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Quoted-printable as mailers make it: at most 76 characters a line.
fn quoted_printable(text: &str) -> String {
    each(text, |_, line| {
        let (mut out, mut width) = (String::new(), 0);
        for (at, character) in line.char_indices() {
            let mut bytes = [0; 4];
            let bytes = character.encode_utf8(&mut bytes).bytes();
            let is_last = at + character.len_utf8() == line.len();
            let encoded: String = match character {
                '=' | '\t' | '\r' | '\u{1b}' => bytes.map(|b| format!("={b:02X}")).collect(),
                ' ' if is_last => "=20".to_owned(),
                other if other.is_ascii() => other.to_string(),
                _ => bytes.map(|b| format!("={b:02X}")).collect(),
            };
            if width + encoded.len() > 75 {
                out += "=\n";
                width = 0;
            }
            width += encoded.len();
            out += &encoded;
        }
        out
    })
}
