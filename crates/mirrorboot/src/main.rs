//! A UEFI application that starts `\vmlinuz` of its own volume as if the firmware mirrored
//! memory. `mirrorboot.txt` beside it says which memory, and the kernel's command line.
//!
//! Kernels learn of mirrored memory from the EFI memory map alone (`efi_find_mirror()`), which
//! their EFI stub gets by `GetMemoryMap` of the boot services table. So that function is replaced
//! by one that calls it and changes what it gives.

#![cfg_attr(target_os = "uefi", no_main, no_std)]

#[cfg(target_os = "uefi")]
extern crate alloc;
#[cfg(target_os = "uefi")]
mod firmware;

/// Every other target builds it only beside its library's tests.
#[cfg(not(target_os = "uefi"))]
fn main() {
    eprintln!("mirrorboot is a UEFI application: build it for x86_64-unknown-uefi or aarch64-unknown-uefi");
}
