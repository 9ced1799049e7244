use super::*;
use crate::Platform;
use zonescope_model::BootWords;

fn plan(platform: Platform) -> Plan {
    Plan {
        platform,
        nodes: vec![3 << 30, 1 << 30],
        mirrored: vec![(0, 1 << 31)],
        hidden: Vec::new(),
        words: BootWords::parse("kernelcore=mirror"),
        shift: 6,
        notes: vec!["Booted at 1/64.".to_owned()],
    }
}

fn script_of(platform: Platform, title: &str) -> String {
    let source =
        Source { title, link: "https://x.example/#1abc", site: "https://x.example/index.html?x#" };
    script(&plan(platform), source)
}

#[test]
fn nothing_is_left_to_fill_in() {
    for platform in Platform::ALL {
        let script = script_of(platform, "Case 2");
        assert!(!script.contains('@'), "{script}");
        for part in [
            "# Case 2\n# https://x.example/#1abc\n# Booted at 1/64.\n",
            "site=https://x.example/\n",
            "kernelcore=mirror\nmirror 0x0-0x80000000\nEND\n",
            platform.qemu(),
            platform.mirrorboot(),
            platform.packages()[1],
            "(zonescope-boot by default). The machine has 4 GiB",
        ] {
            assert!(script.contains(part), "{part}: {script}");
        }
    }
}

#[test]
fn firmware_is_the_scripts_to_find() {
    let x86 = script_of(Platform::X86_64, "");
    assert!(x86.contains("-drive if=pflash,format=raw,unit=0,readonly=on,file=\"$code\" -drive"));
    assert!(script_of(Platform::Arm64, "").contains("-bios \"$code\" -drive"));
}

#[test]
fn a_title_is_a_comment_whatever_it_says() {
    let script = script_of(Platform::X86_64, "a\nrm -rf ~ @DONE@\r`id`");
    assert!(script.contains("\n# a rm -rf ~ @DONE@ `id`\n"), "{script}");
}

#[test]
fn words_are_quoted() {
    for (text, word) in [
        ("if=virtio,format=raw", "if=virtio,format=raw"),
        ("", "''"),
        ("a b", "'a b'"),
        ("it's", "'it'\\''s'"),
        ("$(id)", "'$(id)'"),
    ] {
        assert_eq!(quoted(text), word);
    }
}

/// The shell itself has the last word on whether it is clean.
#[test]
#[cfg(unix)]
fn the_shell_reads_it() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    for platform in Platform::ALL {
        let mut shell = Command::new("sh").arg("-n").stdin(Stdio::piped()).spawn().unwrap();
        let script = script_of(platform, "it's $(a) `title`");
        shell.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        assert!(shell.wait().unwrap().success());
    }
}
