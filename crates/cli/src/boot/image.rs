//! The programs that go into the machine: whether they are what they should be is said before
//! anything is started.

use std::fs;
use std::path::Path;

use zonescope_boot::Platform;

use super::host::install;

/// The machine type in a file's header, and the word for what has none.
enum Header {
    /// An EFI program, as a kernel with an EFI stub is.
    Pe(u16),
    Elf(u16),
    Gzip,
    Other,
}

fn header(bytes: &[u8]) -> Header {
    let number =
        |at: usize| -> Option<u16> { Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?)) };
    let pe = || {
        let at = u32::from_le_bytes(*bytes.get(0x3c..)?.first_chunk()?) as usize;
        let signature = bytes.get(at..at.checked_add(4)?)?;
        (bytes.starts_with(b"MZ") && signature == b"PE\0\0").then(|| number(at + 4)).flatten()
    };
    let elf = || bytes.starts_with(b"\x7fELF").then(|| number(18)).flatten();
    match (pe(), elf()) {
        (Some(machine), _) => Header::Pe(machine),
        (None, Some(machine)) => Header::Elf(machine),
        _ if bytes.starts_with(b"\x1f\x8b") => Header::Gzip,
        _ => Header::Other,
    }
}

/// The kernel's bytes.
pub fn kernel(file: &Path, platform: Platform) -> Result<Vec<u8>, String> {
    let bytes = read(file)?;
    let name = crate::called(file);
    match header(&bytes) {
        Header::Pe(machine) if machine == platform.pe_machine() => Ok(bytes),
        Header::Pe(machine) => Err(format!(
            "{name} is a kernel for {}, and the machine is {}: give another, or --arch",
            named(machine),
            platform.name()
        )),
        Header::Elf(_) => Err(format!(
            "{name} is a vmlinux: give what is made of it for booting, arch/x86/boot/bzImage or \
             arch/arm64/boot/Image"
        )),
        Header::Gzip => Err(format!("{name} is compressed: gunzip it and give the result")),
        Header::Other => Err(format!(
            "{name} is no kernel with an EFI stub: it needs CONFIG_EFI_STUB, and from \
             distributions /boot/vmlinuz-* has it"
        )),
    }
}

/// mirrorboot's bytes.
pub fn mirrorboot(file: &Path, platform: Platform) -> Result<Vec<u8>, String> {
    let bytes = read(file)?;
    match header(&bytes) {
        Header::Pe(machine) if machine == platform.pe_machine() => Ok(bytes),
        _ => Err(format!(
            "{} is no EFI program for {}: give {}",
            crate::called(file),
            platform.name(),
            platform.mirrorboot()
        )),
    }
}

/// busybox's bytes.
pub fn busybox(file: &Path, platform: Platform) -> Result<Vec<u8>, String> {
    let bytes = fs::read(file).map_err(|error| {
        let remedy = install(&["busybox-static"]);
        format!("can't read busybox ({}): {error}; {remedy}", crate::called(file))
    })?;
    let name = crate::called(file);
    match header(&bytes) {
        Header::Elf(machine) if machine != platform.elf_machine() => Err(format!(
            "{name} is not for {}: give that architecture's busybox with --busybox, which is in \
             its package busybox-static",
            platform.name()
        )),
        Header::Elf(_) if asks_for_interpreter(&bytes) => {
            Err(format!("{name} needs libraries: {}", install(&["busybox-static"])))
        }
        Header::Elf(_) => Ok(bytes),
        _ => Err(format!("{name} is no program: {}", install(&["busybox-static"]))),
    }
}

/// Whether a 64-bit little-endian ELF has a PT_INTERP header: a dynamic linker's path.
fn asks_for_interpreter(bytes: &[u8]) -> bool {
    const PT_INTERP: u32 = 3;
    let at = |offset: usize| bytes.get(offset..);
    let table = at(0x20).and_then(|bytes| bytes.first_chunk()).map(|b| u64::from_le_bytes(*b));
    let half = |offset| at(offset).and_then(|b| b.first_chunk()).map(|b| u16::from_le_bytes(*b));
    let (Some(table), Some(size), Some(count)) = (table, half(0x36), half(0x38)) else {
        return false;
    };
    (0..u64::from(count)).any(|nth| {
        let place = table.saturating_add(nth * u64::from(size));
        let kind = usize::try_from(place).ok().and_then(at).and_then(|bytes| bytes.first_chunk());
        kind.is_some_and(|kind| u32::from_le_bytes(*kind) == PT_INTERP)
    })
}

fn named(pe_machine: u16) -> String {
    let known = Platform::ALL.into_iter().find(|platform| platform.pe_machine() == pe_machine);
    known.map_or_else(|| format!("machine {pe_machine:#x}"), |known| known.name().to_owned())
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    fs::read(file).map_err(|error| format!("can't read {}: {error}", crate::called(file)))
}
