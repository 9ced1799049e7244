//! Who booted, and how: command line and version, and signs of the architecture.

use crate::item::Item;
use crate::scan::{Scan, Scanned, Stop};

/// `Command line: ...` and `Kernel command line: ...`.
pub(crate) fn command_line<'t>(s: &mut Scan<'t>, label: &str) -> Scanned<Item<'t>> {
    s.words(label)?;
    let words = s.rest().trim().trim_end_matches(['`', '”']);
    s.skip(usize::MAX);
    let in_pieces = label.starts_with("Kernel");
    Ok(Item::CommandLine { words, in_pieces })
}

/// `Linux version 6.12.107+deb12-amd64 (...) ...`.
pub(crate) fn version<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("Linux version")?;
    let mut number = Scan::new(s.rest());
    number.dec()?;
    number.lit(".")?;
    // Prose goes on in words; the kernel says who built it.
    number.word()?;
    let behind = number.rest().trim_start();
    if !behind.is_empty() && !behind.starts_with('(') {
        return Err(Stop::No);
    }
    let text = s.rest().trim();
    s.skip(usize::MAX);
    Ok(Item::Version(text))
}

/// Messages only one architecture prints, by how they begin.
const SIGNS: [(&str, &str); 12] = [
    ("Booting Linux on physical CPU 0x0000", "arm64"),
    ("Booting Linux on physical CPU 0x0", "arm"),
    ("x86/fpu: ", "x86_64"),
    ("SBI specification ", "riscv64"),
    ("SBI HSM extension", "riscv64"),
    ("riscv: ", "riscv64"),
    ("setup: Linux is running", "s390x"),
    ("Linux is running ", "s390x"),
    ("ppc64_pft_size ", "ppc64"),
    ("hash-mmu: ", "ppc64"),
    ("radix-mmu: ", "ppc64"),
    ("64-bit Loongson Processor", "loongarch64"),
];

/// A message only one architecture prints.
pub(crate) fn arch(text: &str) -> Option<&'static str> {
    SIGNS.iter().find(|(sign, _)| text.starts_with(sign)).map(|(_, arch)| *arch)
}

/// The architecture a compiler in the version line was built for.
pub(crate) fn arch_of_version(version: &str) -> Option<&'static str> {
    const COMPILERS: [(&str, &str); 8] = [
        ("x86_64-", "x86_64"),
        ("aarch64-", "arm64"),
        ("riscv64-", "riscv64"),
        ("s390x-", "s390x"),
        ("powerpc64le-", "ppc64le"),
        ("powerpc64-", "ppc64"),
        ("loongarch64-", "loongarch64"),
        ("i686-", "x86"),
    ];
    COMPILERS.iter().find(|(compiler, _)| version.contains(compiler)).map(|(_, arch)| *arch)
}
