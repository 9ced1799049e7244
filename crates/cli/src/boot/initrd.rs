//! The initramfs: busybox and the first process, as a cpio archive of the "newc" kind, which is
//! described in the kernel's Documentation/driver-api/early-userspace/buffer-format.rst.

use zonescope_boot::INIT;

const DIRECTORY: u32 = 0o040_755;
const PROGRAM: u32 = 0o100_755;

/// The archive with this busybox.
pub fn with(busybox: &[u8]) -> Vec<u8> {
    let entries: [(&str, u32, &[u8]); 4] = [
        ("bin", DIRECTORY, &[]),
        ("bin/busybox", PROGRAM, busybox),
        ("init", PROGRAM, INIT.as_bytes()),
        ("TRAILER!!!", 0, &[]),
    ];
    let mut archive = Vec::new();
    for (inode, (name, mode, content)) in (1..).zip(entries) {
        entry(&mut archive, inode, name, mode, content);
    }
    archive
}

fn entry(archive: &mut Vec<u8>, inode: u32, name: &str, mode: u32, content: &[u8]) {
    let size = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
    let fields = [
        inode,
        mode,
        0, // user
        0, // group
        1, // links
        0, // time
        size(content.len()),
        0, // device
        0,
        0, // device it stands for
        0,
        size(name.len() + 1),
        0, // checksum
    ];
    archive.extend_from_slice(b"070701");
    for field in fields {
        archive.extend_from_slice(format!("{field:08x}").as_bytes());
    }
    archive.extend_from_slice(name.as_bytes());
    archive.push(0);
    pad(archive);
    archive.extend_from_slice(content);
    pad(archive);
}

fn pad(archive: &mut Vec<u8>) {
    archive.resize(archive.len().next_multiple_of(4), 0);
}

#[cfg(test)]
mod tests {
    #[test]
    fn entries_start_at_multiples_of_four() {
        let archive = super::with(b"12345");
        let starts = archive.windows(6).enumerate().filter(|(_, bytes)| bytes == b"070701");
        let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
        assert_eq!(starts.len(), 4);
        assert!(starts.iter().all(|at| at % 4 == 0), "{starts:?}");
        assert_eq!(archive[starts[1] + 54..starts[1] + 62], *b"00000005");
        assert_eq!(archive[starts[1] + 110..starts[1] + 122], *b"bin/busybox\0");
        assert_eq!(archive[starts[1] + 124..starts[1] + 129], *b"12345");
    }
}
