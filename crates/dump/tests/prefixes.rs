//! What consoles, loggers and phones put before the kernel's messages: nothing of them is lost.

mod common;

use common::{rows, LOG};
use zonescope_dump::read;

/// What every prefix must leave: rows, kernel, boot words, facts.
fn read_off(text: &str) -> Vec<String> {
    let log = read(text);
    let mut all = rows(&log);
    all.extend(log.facts.iter().map(|found| format!("{:?}", found.what)));
    all.extend(log.versions.iter().map(|found| found.what.clone()));
    all.extend(log.command_lines.iter().map(|found| found.what.clone()));
    all
}

/// The message of a line.
fn message(line: &str) -> &str {
    &line["[    0.000000] ".len()..]
}

/// What stands before each message; `{}` stands for it, `{t}` for the kernel's time and it.
const PREFIXES: [(&str, &str); 57] = [
    ("dmesg -T on a Tuesday", "[Tue Jan  2 10:00:00 2024] {}"),
    ("dmesg -T on a Thursday", "[Thu Jan  4 10:00:00 2024] {}"),
    ("dmesg -H, a day of two digits", "[Jun21 23:09] {}"),
    ("dmesg -H, a day of one digit", "[Mar 3 01:04] {}"),
    ("dmesg -H below its first line", "[  +0.000001] {}"),
    ("dmesg -x", "kern  :info  : {t}"),
    ("dmesg -x -T", "kern  :info  : [Fri Apr  7 00:04:12 2023] {}"),
    ("dmesg -x without a time", "kern  :debug : {}"),
    ("dmesg -d", "[    0.000000 <    0.000000>] {}"),
    ("dmesg, its brackets cut away", "0.000000: {}"),
    ("MediaTek", "[    0.000000] <0>-(0)[0:swapper]{}"),
    ("MediaTek without a level", "[    0.000000]  (0)[1:swapper/0]{}"),
    ("Samsung", "<6>[    0.000000]  [0:        swapper:    0] {}"),
    ("Amlogic", "[    0.000000@0]d {}"),
    ("HTC", "[    0.000000 / 01-01 00:00:00.000] {}"),
    ("Qualcomm", "[    0.000000] c0      0: {}"),
    ("logcat", "01-21 02:26:48.123     0     0 I kernel  : {}"),
    ("logcat -v brief", "I/kernel  (    0): {}"),
    ("Xen", "(XEN) HVM4: {}"),
    ("Xen now", "(d4) {}"),
    ("Xen with its time", "(XEN) [2024-01-21 02:26:48] (d4) {}"),
    ("Xen with both times", "(XEN) [2024-01-21 02:26:48] (d4v0) {t}"),
    ("a console's name", "ttyS0: {}"),
    ("a console's name in brackets", "[ttyS0] {}"),
    ("a console's name, nothing behind", "hvc0:{}"),
    ("z/VM", "00: {}"),
    ("conserver", "[Tue Jan  2 10:00:00 2024] {t}"),
    ("minicom", "[2024-01-21 02:26:48.123] {}"),
    ("tio", "[02:26:48.123] {}"),
    ("grabserial", "[0.000001 0.000001] {}"),
    ("ts", "Jan 21 02:26:48 {}"),
    ("ts -s", "00:00:01 {}"),
    ("ts in seconds", "1705804008.123456 {}"),
    ("GitHub Actions", "2024-01-21T02:26:48.1234567Z {}"),
    ("GitHub Actions as gh prints it", "boot\tRun vm\t2024-01-21T02:26:48.1234567Z {t}"),
    ("Jenkins", "[2024-01-21T02:26:48.123Z] {}"),
    ("Buildkite", "\u{1b}_bk;t=1705804008123\u{7}{}"),
    ("a robot's slashes", "2024/01/21 02:26:48 {}"),
    ("days first", "21/01/2024 02:26:48 {}"),
    ("docker compose", "vm-1  | {}"),
    ("kubectl --prefix", "[pod/vm-1/console] {}"),
    ("containerd", "2024-01-21T02:26:48.123456789Z stdout F {}"),
    ("journalctl -o short-unix", "1705804008.123456 node17 kernel: {}"),
    ("journalctl -o short-full", "Tue 2024-01-02 10:00:00 CET node17 kernel: {}"),
    ("journalctl -o short-delta", "[    0.000012 <    0.000012 >] node17 kernel: {}"),
    ("journalctl -o verbose", "    MESSAGE={}"),
    ("journalctl -o with-unit", "Jan 21 02:26:48 node17 init.scope kernel: {}"),
    ("syslog without a tag", "Jan 21 02:26:48 node17 {}"),
    ("syslog with its facility", "2015-10-01T18:25:37.33654 kern.info: {}"),
    ("busybox", "Jan  1 00:00:05 node17 kern.info kernel: {t}"),
    ("netconsole", "6.12.1,6,0,0,-;{}"),
    ("an access point", "[1970-01-01 00:00:00:000000]{}"),
    (
        "Android behind a terminal's time",
        "[14:40:26:122] [    0.000000][    T0] swapper: [name:main&]{}",
    ),
    ("Qubes", "[2020-10-16 04:19:33] {t}"),
    ("avocado", "  console: {}"),
    ("avocado with the time", "  console: {t}"),
    ("something nobody has seen yet", "unit-7/console]: {}"),
];

#[test]
fn every_prefix_leaves_everything() {
    let expected = read_off(LOG);
    assert_eq!(expected.len(), 11);
    let mut wrong = Vec::new();
    for (name, prefix) in PREFIXES {
        for quote in ["", "> ", ">> > ", "    "] {
            let line = |line| {
                quote.to_owned() + &prefix.replace("{t}", line).replace("{}", message(line)) + "\n"
            };
            let got = read_off(&LOG.lines().map(line).collect::<String>());
            if got != expected {
                let first = expected.iter().find(|row| !got.contains(row));
                wrong.push(format!("{name}, behind {quote:?}: {first:?} is lost"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A hypervisor's buffer ends anywhere, in words and numbers; mailers break at blanks.
#[test]
fn a_guests_lines_are_put_together_again() {
    let expected = read_off(LOG);
    for label in ["(XEN) HVM4: ", "(d4) ", "(XEN) [2024-01-21 02:26:48] (d4) "] {
        for width in 50..80 {
            let mut text = String::new();
            for line in LOG.lines() {
                for part in message(line).as_bytes().chunks(width) {
                    text += &format!("{label}{}\n", std::str::from_utf8(part).unwrap());
                }
            }
            assert_eq!(read_off(&text), expected, "{label:?} at {width}:\n{text}");
        }
    }
}

/// The hypervisor's own memory is not the guest's.
#[test]
fn what_the_hypervisor_says_of_itself_is_left_out() {
    let text = "\
(XEN) SRAT: Node 0 PXM 0 [mem 0x100000000-0x1bfffffff]
(XEN) Command line: dom0_mem=4G ro
(XEN) BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
";
    assert_eq!(read_off(text), [""; 0]);
}

#[test]
fn prose_is_no_message_behind_a_label() {
    for text in [
        "Subject: Re: [PATCH] mm: Early memory node ranges are wrong",
        "Subject: Linux version 6.12 is out",
        "Here: Zone ranges: of what?",
        "see the Command line: it says nothing",
        "qemu: Command line: -m 4G -smp 2",
    ] {
        assert_eq!(read_off(text), [""; 0], "{text}");
        assert!(read(text).sources.is_empty(), "{text}");
    }
}
