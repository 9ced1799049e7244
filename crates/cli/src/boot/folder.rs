//! The folder QEMU runs in.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use zonescope_boot::Plan;

/// Puts everything there that a boot needs.
pub fn fill(
    folder: &Path,
    plan: &Plan,
    kernel: &[u8],
    mirrorboot: &[u8],
    initrd: &[u8],
) -> Result<(), String> {
    let volume = folder.join("volume");
    let boot = volume.join("EFI/BOOT");
    fs::create_dir_all(&boot).map_err(|error| fault(&boot, &error))?;
    write(&boot.join(plan.platform.boot_file()), mirrorboot)?;
    write(&boot.join("mirrorboot.txt"), plan.settings().as_bytes())?;
    write(&volume.join("vmlinuz"), kernel)?;
    write(&volume.join("initrd.img"), initrd)?;
    write(&folder.join("console.log"), b"")
}

/// Copies a file of the firmware's.
pub fn copy(from: &str, to: &Path) -> Result<(), String> {
    let bytes = fs::read(from).map_err(|error| format!("can't read {from}: {error}"))?;
    write(to, &bytes)
}

/// Writes a file, or says why it can't.
pub fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(file, bytes).map_err(|error| fault(file, &error))
}

/// Whether a file can be written, without touching what is in it.
pub fn is_writable(file: &Path) -> Result<(), String> {
    let opened = fs::OpenOptions::new().create(true).append(true).open(file);
    opened.map(drop).map_err(|error| fault(file, &error))
}

fn fault(file: &Path, error: &std::io::Error) -> String {
    let remedy = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            ": give a folder that can be written"
        }
        _ => "",
    };
    format!("can't write {}: {error}{remedy}", crate::called(file))
}
