//! What differs between the machines that mirrorboot runs on.

use zonescope_model::Arch;

/// A machine of QEMU.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Platform {
    /// `q35`.
    X86_64,
    /// `virt`.
    Arm64,
}

impl Platform {
    /// Every one of them.
    pub const ALL: [Platform; 2] = [Platform::X86_64, Platform::Arm64];

    /// The one that kernels of this architecture run on.
    pub fn of(arch: &Arch) -> Option<Platform> {
        let (family, _) = arch.name.split_once('-').unwrap_or((arch.name, ""));
        Platform::ALL.into_iter().find(|platform| platform.name() == family)
    }

    /// The architecture's name.
    pub const fn name(self) -> &'static str {
        match self {
            Platform::X86_64 => "x86_64",
            Platform::Arm64 => "arm64",
        }
    }

    /// The architecture's name in Debian.
    pub const fn debian(self) -> &'static str {
        match self {
            Platform::X86_64 => "amd64",
            Platform::Arm64 => "arm64",
        }
    }

    /// QEMU's program.
    pub const fn qemu(self) -> &'static str {
        match self {
            Platform::X86_64 => "qemu-system-x86_64",
            Platform::Arm64 => "qemu-system-aarch64",
        }
    }

    /// The Debian packages that bring QEMU and the firmware.
    pub const fn packages(self) -> [&'static str; 2] {
        match self {
            Platform::X86_64 => ["qemu-system-x86", "ovmf"],
            Platform::Arm64 => ["qemu-system-arm", "qemu-efi-aarch64"],
        }
    }

    /// Where distributions have the firmware: its code and, where it needs a copy of its own,
    /// its variables.
    pub const fn firmwares(self) -> &'static [(&'static str, Option<&'static str>)] {
        match self {
            Platform::X86_64 => &[
                ("/usr/share/OVMF/OVMF_CODE_4M.fd", Some("/usr/share/OVMF/OVMF_VARS_4M.fd")),
                ("/usr/share/OVMF/OVMF_CODE.fd", Some("/usr/share/OVMF/OVMF_VARS.fd")),
                ("/usr/share/edk2/ovmf/OVMF_CODE.fd", Some("/usr/share/edk2/ovmf/OVMF_VARS.fd")),
            ],
            Platform::Arm64 => &[
                ("/usr/share/qemu-efi-aarch64/QEMU_EFI.fd", None),
                ("/usr/share/edk2/aarch64/QEMU_EFI.fd", None),
            ],
        }
    }

    /// mirrorboot's file, as it is published.
    pub const fn mirrorboot(self) -> &'static str {
        match self {
            Platform::X86_64 => "mirrorboot-x86_64.efi",
            Platform::Arm64 => "mirrorboot-arm64.efi",
        }
    }

    /// What firmware starts from a volume's `\EFI\BOOT\` (UEFI specification, "Removable Media").
    pub const fn boot_file(self) -> &'static str {
        match self {
            Platform::X86_64 => "BOOTX64.EFI",
            Platform::Arm64 => "BOOTAA64.EFI",
        }
    }

    /// The machine type in the header of an EFI program.
    pub const fn pe_machine(self) -> u16 {
        match self {
            Platform::X86_64 => 0x8664,
            Platform::Arm64 => 0xaa64,
        }
    }

    /// The machine type in an ELF header.
    pub const fn elf_machine(self) -> u16 {
        match self {
            Platform::X86_64 => 62,
            Platform::Arm64 => 183,
        }
    }

    /// The serial port that the kernel's console goes to, as `console=` has it.
    pub(crate) const fn console(self) -> &'static str {
        match self {
            Platform::X86_64 => "ttyS0",
            // Without an early console the first lines are lost: the kernel opens the port only
            // when its buffer has long overflowed.
            Platform::Arm64 => "ttyAMA0 earlycon=pl011,0x9000000",
        }
    }

    /// Where memory below 4 GiB lies: start and one past the end.
    pub(crate) const fn low(self) -> (u64, u64) {
        match self {
            // By max-ram-below-4g; the rest is for PCI.
            Platform::X86_64 => (0, 2 << 30),
            Platform::Arm64 => (1 << 30, 4 << 30),
        }
    }

    /// The machine itself, on QEMU's command line.
    pub(crate) const fn machine(self) -> [&'static str; 4] {
        match self {
            Platform::X86_64 => ["-machine", "q35,max-ram-below-4g=2G", "-cpu", "max"],
            // Pointer authentication by QEMU's own, fast algorithm.
            Platform::Arm64 => ["-machine", "virt", "-cpu", "max,pauth-impdef=on"],
        }
    }

    /// What the firmware calls memory though no node has it: the second flash bank of `virt`. The
    /// kernel would take the machine for one without nodes.
    pub(crate) const fn in_no_node(self) -> Option<(u64, u64)> {
        match self {
            Platform::X86_64 => None,
            Platform::Arm64 => Some((0x400_0000, 0x800_0000)),
        }
    }
}
