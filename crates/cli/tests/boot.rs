//! `zonescope boot` as far as it goes without QEMU: what is wrong is said before anything starts.

mod common;

use std::path::Path;

/// A file of the tests' own.
fn file(name: &str, bytes: &[u8]) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("boot-{name}"));
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// No more of an EFI program than its header.
fn efi(machine: u16) -> Vec<u8> {
    let mut bytes = vec![0; 0x100];
    bytes[..2].copy_from_slice(b"MZ");
    bytes[0x3c] = 0x80;
    bytes[0x80..0x84].copy_from_slice(b"PE\0\0");
    bytes[0x84..0x86].copy_from_slice(&machine.to_le_bytes());
    bytes
}

/// No more of a program than its header; with a dynamic linker or none.
fn elf(machine: u16, is_dynamic: bool) -> Vec<u8> {
    let mut bytes = vec![0; 0x80];
    bytes[..4].copy_from_slice(b"\x7fELF");
    bytes[18..20].copy_from_slice(&machine.to_le_bytes());
    bytes[0x20] = 0x40;
    bytes[0x36] = 56;
    bytes[0x38] = 1;
    bytes[0x40] = if is_dynamic { 3 } else { 1 };
    bytes
}

const X86: u16 = 0x8664;
const ARM: u16 = 0xaa64;

/// Two nodes in a scenario file, by the number of the second and the start of its memory in GiB.
fn scenario(name: &str, nid: u64, gib: u64) -> String {
    let name = format!("{name}.json");
    let rows = format!("[[0, 2147483648, 0, 2], [{}, {}, {nid}, 0]]", gib << 30, (gib + 1) << 30);
    file(&name, format!("{{\"memory\": {rows}, \"cmdline\": \"kernelcore=mirror\"}}").as_bytes())
}

/// What it complains of, with these files instead of good ones.
fn complaint(name: &str, options: &[(&str, &str)], input: &str) -> String {
    let good = [
        ("--kernel", file(&format!("{name}-vmlinuz"), &efi(X86))),
        ("--mirrorboot", file(&format!("{name}-mirrorboot.efi"), &efi(X86))),
        ("--busybox", file(&format!("{name}-busybox"), &elf(62, false))),
        // Not a folder: no test goes on from there.
        ("--folder", file(&format!("{name}-folder"), b"")),
    ];
    let mut arguments = vec!["boot", input];
    for (option, value) in &good {
        let instead = options.iter().find(|(other, _)| other == option);
        arguments.extend([*option, instead.map_or(value.as_str(), |(_, value)| *value)]);
    }
    let is_more = |option: &&(&str, &str)| good.iter().all(|(known, _)| known != &option.0);
    for (option, value) in options.iter().filter(is_more) {
        arguments.extend([*option, *value].into_iter().filter(|word| !word.is_empty()));
    }
    let output = common::zonescope(&arguments, "");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

macro_rules! wrong_files {
    ($($name:ident: $option:expr, $bytes:expr => $says:expr,)*) => {
        $(#[test] fn $name() {
            let name = stringify!($name);
            let wrong = file(name, &$bytes);
            let said = complaint(name, &[($option, &wrong)], &scenario(name, 0, 4));
            assert!(said.contains($says), "{said}");
            assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        })*
    };
}

wrong_files! {
    a_kernel_without_a_stub: "--kernel", *b"\x00\x01\x02" => "is no kernel with an EFI stub",
    a_dos_program: "--kernel", *b"MZ" => "is no kernel with an EFI stub",
    a_kernel_for_another_architecture: "--kernel", efi(ARM) => "is a kernel for arm64, and the machine is x86_64",
    a_kernel_for_none_of_them: "--kernel", efi(0x14c) => "is a kernel for machine 0x14c",
    a_vmlinux: "--kernel", elf(62, false) => "is a vmlinux",
    a_compressed_kernel: "--kernel", *b"\x1f\x8b\x08" => "gunzip it",
    mirrorboot_for_another_architecture: "--mirrorboot", efi(ARM) => "give mirrorboot-x86_64.efi",
    busybox_for_another_architecture: "--busybox", elf(183, false) => "is not for x86_64",
    busybox_with_libraries: "--busybox", elf(62, true) => "needs libraries",
    busybox_that_is_none: "--busybox", *b"#!/bin/sh" => "is no program",
    a_folder_that_is_none: "--keep", *b"" => "can't write",
}

macro_rules! wrong_layouts {
    ($($name:ident: $nid:expr, $gib:expr, $options:expr => $says:expr,)*) => {
        $(#[test] fn $name() {
            let said = complaint(stringify!($name), &$options, &scenario(stringify!($name), $nid, $gib));
            assert!(said.contains($says), "{said}");
        })*
    };
}

wrong_layouts! {
    all_below_4_gib: 0, 3, [] => "no node has memory above 4 GiB",
    nodes_not_in_order: 2, 4, [] => "QEMU numbers them from 0 in that order; an approximation numbers them anew (--approximate)",
    that_is_approximated: 2, 4, [("--approximate", "")] => "can't write",
    too_large: 0, 4, [("--memory", "1")] => "1 GiB may be used",
    another_architecture: 0, 4, [("--arch", "riscv64")] => "this is riscv64",
    no_such_file: 0, 4, [("--kernel", "/nonexistent")] => "can't read /nonexistent",
}

#[test]
fn a_script_needs_none_of_the_files() {
    let input = scenario("a_script", 0, 4);
    let output = common::zonescope(&["boot", "--script", &input], "");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stdout.starts_with(b"#!/bin/sh\n"));
    let output = common::zonescope(&["boot", &input], "");
    assert_eq!(output.status.code(), Some(2), "a boot needs them");
}
