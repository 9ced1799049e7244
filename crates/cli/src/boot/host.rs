//! What this machine has.

use std::fs;
use std::path::Path;

use zonescope_boot::{Plan, Platform, EMULATED};
use zonescope_model::Arch;

/// All memory of this machine, in bytes.
pub fn memory() -> Result<u64, String> {
    let unknown = || "can't tell how much memory this machine has: say it with --memory".to_owned();
    let text = fs::read_to_string("/proc/meminfo").map_err(|_| unknown())?;
    memory_in(&text).ok_or_else(unknown)
}

fn memory_in(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kib: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    kib.checked_mul(1024)
}

/// KVM where it can be had, which is many times as fast; else what works everywhere. A container
/// may show the device without the processor's support for it, and machines then hang.
pub fn accelerator(platform: Platform) -> &'static str {
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let is_there = || fs::OpenOptions::new().read(true).write(true).open("/dev/kvm").is_ok();
    match platform {
        Platform::X86_64 if supports_kvm(&cpuinfo) && is_there() => "kvm",
        _ => EMULATED,
    }
}

fn supports_kvm(cpuinfo: &str) -> bool {
    let flags = cpuinfo.lines().filter(|line| line.starts_with("flags"));
    flags.flat_map(str::split_whitespace).any(|flag| matches!(flag, "vmx" | "svm"))
}

/// The firmware's code and, where it needs a copy of its own, its variables.
pub fn firmware(platform: Platform) -> Result<(&'static str, Option<&'static str>), String> {
    let found = platform.firmwares().iter().find(|(code, _)| Path::new(code).is_file());
    found.copied().ok_or_else(|| {
        format!("there is no UEFI firmware for QEMU here: {}", install(&platform.packages()))
    })
}

/// What to do about packages that are not there.
pub fn install(packages: &[&str]) -> String {
    format!("run `sudo apt-get install {}` and try again", packages.join(" "))
}

/// A line each: Debian's name of the architecture, the flavour of its kernels, QEMU's program,
/// the firmware, the packages that bring both.
pub fn needs(plan: &Plan, arch: &Arch) -> String {
    let platform = plan.platform;
    let size = arch.name.split_once('-').map(|(_, size)| format!("-{size}"));
    [
        platform.debian().to_owned(),
        format!("{}{}", platform.debian(), size.unwrap_or_default()),
        platform.qemu().to_owned(),
        platform.firmwares().iter().map(|(code, _)| *code).collect::<Vec<_>>().join(" "),
        platform.packages().join(" "),
        String::new(),
    ]
    .join("\n")
}

#[cfg(test)]
mod tests {
    use super::{memory_in, supports_kvm};

    #[test]
    fn kvm_needs_the_processor() {
        assert!(supports_kvm("processor : 0\nflags\t\t: fpu vmx sse\n"));
        assert!(!supports_kvm("processor : 0\nflags\t\t: fpu vmxnet sse\nmodel name: svm\n"));
    }

    #[test]
    fn memory_is_read_off_meminfo() {
        assert_eq!(memory_in("MemTotal:       24689532 kB\nMemFree: 1 kB\n"), Some(25_282_080_768));
        for odd in ["", "MemTotal:", "MemTotal: x kB", "MemTotal: 99999999999999999999 kB"] {
            assert_eq!(memory_in(odd), None);
        }
    }
}
