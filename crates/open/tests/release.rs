//! The release that a log was written by is the first variant, and its kernel the others'.

use zonescope_model::Kernel;
use zonescope_open::{open, Opened};

/// What a log with this line and a map opens to: the variants' names, and their kernels.
fn variants(line: &str) -> (Vec<String>, Vec<Kernel>) {
    let text = format!(
        "{line}\nCommand line: kernelcore=mirror\n \
         memory[0x0]\t[0x0000000000001000-0x000000023fffffff], 0x000000023ffff000 bytes on node 0 \
         flags: 0x2\n"
    );
    let opened = open(&text, &zonescope_dump::read(&text), None).unwrap();
    assert!(matches!(opened, Opened::Log(_)));
    let variants = opened.scenario().variants;
    let kernels = variants.iter().map(|named| named.variant.kernel).collect();
    (variants.into_iter().map(|named| named.name).collect(), kernels)
}

macro_rules! logs {
    ($($name:ident: $line:expr => $first:expr, $kernel:expr;)*) => {
        $(#[test] fn $name() {
            let (names, kernels) = variants($line);
            assert_eq!(names[0], $first);
            assert!(kernels.iter().all(|kernel| *kernel == $kernel), "{kernels:?}");
            assert!(names.ends_with(&["clip-absent".to_owned(), "simplified".to_owned()]));
        })*
    };
}

logs! {
    half_the_fix: "Linux version 7.2.13+deb14-amd64 (x@y)" => "7.2.6", Kernel::V6_18;
    an_old_one: "Linux version 5.15.100 (x@y)" => "5.15", Kernel::V5_10;
    merged: "Linux version 7.3.1 (x@y)" => "7.3", Kernel::V6_18;
    not_modelled: "Linux version 4.19.0 (x@y)" => "base", Kernel::V6_12;
    no_version: "booting" => "base", Kernel::V6_12;
}

/// Which sections a log of s390x is read with.
fn section_size_bits(version: &str) -> u32 {
    let text = format!(
        "Linux version {version} (x@y) (s390x-linux-gnu-gcc) #1 SMP\nKernel command line: ro\n\
         Zone ranges:\n  DMA      [mem 0x0000000000000000-0x000000007fffffff]\n  Normal   \
         [mem 0x0000000080000000-0x00000001ffffffff]\nEarly memory node ranges\n  node   0: [mem \
         0x0000000000000000-0x00000001ffffffff]\n"
    );
    let opened = open(&text, &zonescope_dump::read(&text), None).unwrap();
    opened.scenario().setup.arch.section_size_bits
}

#[test]
fn sections_of_s390x_are_those_of_its_release() {
    assert_eq!(section_size_bits("6.12.5"), 28);
    assert_eq!(section_size_bits("6.14.2"), 27);
}
