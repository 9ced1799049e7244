//! Who booted, and how: command line and version, and signs of the architecture.

use crate::item::Item;
use crate::log::Sign;
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

/// Messages that show an architecture, by how they begin.
const SIGNS: [(&str, Sign); 34] = [
    ("Booting Linux on physical CPU 0x0000", Sign::Is("arm64")),
    // arm prints it so, and arm64 before v4.11.
    ("Booting Linux on physical CPU 0x", Sign::Likely("arm")),
    ("Boot CPU: AArch64 Processor", Sign::Is("arm64")),
    ("CPU features: ", Sign::Is("arm64")),
    ("Detected PIPT I-cache", Sign::Is("arm64")),
    ("Detected VIPT I-cache", Sign::Is("arm64")),
    ("CPU: ARMv", Sign::Is("arm")),
    ("psci: ", Sign::NotX86),
    ("OF: fdt:", Sign::NotX86),
    ("OF: reserved mem:", Sign::NotX86),
    ("Machine model:", Sign::NotX86),
    ("x86/", Sign::Likely("x86_64")),
    ("MTRR default type:", Sign::Likely("x86_64")),
    ("SBI specification ", Sign::Is("riscv64")),
    ("SBI HSM extension", Sign::Is("riscv64")),
    ("printk: bootconsole [sbi0]", Sign::Is("riscv64")),
    ("printk: legacy bootconsole [sbi0]", Sign::Is("riscv64")),
    ("riscv: ", Sign::Is("riscv64")),
    ("setup: Linux is running", Sign::Is("s390x")),
    ("setup.289988: Linux is running", Sign::Is("s390x")),
    ("Linux is running ", Sign::Is("s390x")),
    ("ppc64_pft_size ", Sign::Is("ppc64")),
    ("firmware_features ", Sign::Is("ppc64")),
    ("hash-mmu: ", Sign::Is("ppc64")),
    ("radix-mmu: ", Sign::Is("ppc64")),
    ("mpic: ", Sign::Likely("ppc64")),
    ("CPU0 revision is: ", Sign::Is("mips")),
    ("Primary instruction cache ", Sign::Is("mips")),
    ("FPU revision is: ", Sign::Is("mips")),
    ("Determined physical RAM map", Sign::Is("mips")),
    ("Booting machvec: ", Sign::Is("sh")),
    ("PROMLIB: ", Sign::Is("sparc")),
    // Both of arch/x86/mm/init_32.c.
    ("mapped low ram: ", Sign::HighMem),
    ("low ram: ", Sign::HighMem),
];

/// What they begin with.
const FIRST_LETTERS: &[u8] = b"BCDFMOPLSfhlmprsx";

/// What a message says of the architecture.
pub(crate) fn sign(text: &str) -> Option<Sign> {
    // Few messages begin with these letters, and most texts are looked at here.
    let first = *text.as_bytes().first()?;
    if first.is_ascii_digit() {
        return low_and_high(text);
    }
    if !FIRST_LETTERS.contains(&first) {
        return None;
    }
    SIGNS.iter().find(|(sign, _)| text.starts_with(sign)).map(|(_, sign)| *sign)
}

/// `2182MB HIGHMEM available.`, `64-bit Loongson Processor probed`.
fn low_and_high(text: &str) -> Option<Sign> {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if unit.starts_with("MB HIGHMEM available") || unit.starts_with("MB LOWMEM available") {
        return Some(Sign::HighMem);
    }
    text.starts_with("64-bit Loongson Processor").then_some(Sign::Is("loongarch64"))
}

/// The architecture that a kernel's release and compiler show: `6.1.0-9-arm64`,
/// `(aarch64-linux-gnu-gcc-12 ...)`.
pub(crate) fn arch_of_version(version: &str) -> Option<&'static str> {
    /// How the names of compilers begin, the longer before its beginning.
    const COMPILERS: [(&str, &str); 31] = [
        ("x86_64", "x86_64"),
        ("aarch64", "arm64"),
        ("riscv64", "riscv64"),
        ("riscv32", "riscv32"),
        ("s390x", "s390x"),
        ("s390", "s390x"),
        ("powerpc64le", "ppc64le"),
        ("ppc64le", "ppc64le"),
        ("powerpc64", "ppc64"),
        ("ppc64", "ppc64"),
        ("powerpc", "powerpc"),
        ("ppc", "powerpc"),
        ("loongarch64", "loongarch64"),
        ("i386", "x86"),
        ("i486", "x86"),
        ("i586", "x86"),
        ("i686", "x86"),
        ("arm64", "arm64"),
        ("arm", "arm"),
        ("mips", "mips"),
        ("sparc", "sparc"),
        ("microblaze", "microblaze"),
        ("alpha", "alpha"),
        ("ia64", "ia64"),
        ("m68k", "m68k"),
        ("hppa", "parisc"),
        ("sh4", "sh"),
        ("xtensa", "xtensa"),
        ("csky", "csky"),
        ("nios2", "nios2"),
        ("or1k", "openrisc"),
    ];
    /// How releases end, or what follows a build's number.
    const RELEASES: [(&str, &str); 14] = [
        ("x86_64", "x86_64"),
        ("amd64", "x86_64"),
        ("aarch64", "arm64"),
        ("arm64", "arm64"),
        ("riscv64", "riscv64"),
        ("s390x", "s390x"),
        ("ppc64le", "ppc64le"),
        ("powerpc64le", "ppc64le"),
        ("ppc64", "ppc64"),
        ("loong64", "loongarch64"),
        ("i686", "x86"),
        ("686", "x86"),
        ("armv7hl", "arm"),
        ("armmp", "arm"),
    ];
    let (release, rest) = version.split_once([' ', '\t']).unwrap_or((version, ""));
    let of_word = |word: &str| {
        // A tool's name has the machine first: mips-linux-gcc, arm-none-eabi-ld.
        let (machine, tool) = word.split_once('-')?;
        let is_tool = ["gcc", "clang", "ld", "linux", "elf", "eabi"]
            .iter()
            .any(|part| tool.split(['-', '.']).any(|word| word.starts_with(part)));
        let found = COMPILERS.iter().find(|(name, _)| machine.starts_with(name));
        found.filter(|_| is_tool && !word.contains('@')).map(|(_, arch)| *arch)
    };
    let words = || rest.split([' ', '(', ')', '/', ',']).filter(|word| word.contains('-'));
    let of_release = || {
        let is_there = |name: &str| release.split(['.', '-', '+']).any(|part| part == name);
        RELEASES.iter().find(|(name, _)| is_there(name)).map(|(_, arch)| *arch)
    };
    words().find_map(of_word).or_else(of_release)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_is_looked_for() {
        for (text, sign) in SIGNS {
            assert!(FIRST_LETTERS.contains(&text.as_bytes()[0]), "{text}");
            assert_eq!(super::sign(text), Some(sign), "{text}");
        }
    }

    macro_rules! versions {
        ($($name:ident: $version:expr => $arch:expr;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(arch_of_version($version), $arch);
            }
        )*};
    }

    versions! {
        a_compiler: "6.12.1 (a@b) (x86_64-linux-gnu-gcc-12 (Debian) 12.2.0) #1" => Some("x86_64");
        another: "6.14.0 (a@b) (mips-linux-gcc (GCC) 14.2.0) #1 SMP" => Some("mips");
        of_32_bits: "5.4.0 (a@b) (arm-none-linux-gnueabihf-gcc (GNU) 9.2.1) #1" => Some("arm");
        of_power: "6.1.0 (a@b) (powerpc-linux-gnu-gcc 12) #1" => Some("powerpc");
        of_64_bit_arm: "6.1.0 (a@b) (aarch64-poky-linux-gcc 12) #1" => Some("arm64");
        nothing: "6.12.1 (a@b) (gcc (GCC) 14.2.0, GNU ld (GNU Binutils) 2.42) #1" => None;
        a_host_is_no_compiler: "6.12.1 (a@mips-linux-gcc) (gcc 14) #1" => None;
        a_release: "5.14.0-427.el9.x86_64 (a@b) (gcc 11) #1" => Some("x86_64");
        another_release: "6.1.0-9-arm64 (a@b) (gcc-12 (Debian) 12.2.0) #1 SMP" => Some("arm64");
        a_release_of_32_bits: "6.1.0-9-686-pae (a@b) (gcc-12 12.2.0) #1" => Some("x86");
    }
}
