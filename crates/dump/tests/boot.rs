//! Command lines, versions and architectures.

mod common;

use zonescope_dump::read;

/// What the log says its command line is.
macro_rules! command_lines {
    ($($name:ident: $text:expr => $words:expr;)*) => {$(
        #[test]
        fn $name() {
            let log = read($text);
            assert_eq!(log.command_line().map(|found| found.what.as_str()), $words);
        }
    )*};
}

command_lines! {
    of_x86: "[    0.000000] Command line: root=/dev/sda1 kernelcore=mirror\n"
        => Some("root=/dev/sda1 kernelcore=mirror");
    of_all: "> Kernel command line: quiet movablecore=25%\n" => Some("quiet movablecore=25%");
    empty: "[    0.000000] Command line: \n" => Some("");
    none: "the kernel command line: is not given\n" => None;
    wrapped: "> [    0.000000] Kernel command line: BOOT_IMAGE=/vmlinuz-6.12.107 root=/dev/sda1 ro\n\
              > quiet kernelcore=mirror\n> [    0.000000] Dentry cache\n"
        => Some("BOOT_IMAGE=/vmlinuz-6.12.107 root=/dev/sda1 ro quiet kernelcore=mirror");
    followed_by_prose: "> [    0.000000] Kernel command line: quiet kernelcore=mirror\n\
                        This is what I meant.\n"
        => Some("quiet kernelcore=mirror");
    followed_by_a_message: "Kernel command line: BOOT_IMAGE=/vmlinuz-6.12.107 root=/dev/sda1 ro quiet\n\
                            Dentry cache hash table entries: 524288 (order: 10)\n"
        => Some("BOOT_IMAGE=/vmlinuz-6.12.107 root=/dev/sda1 ro quiet");
    in_pieces: "[    0.0] Command line: a \\\n\
                [    0.0] Kernel command line: ro console=ttyS0 quiet splash \\\n\
                [    0.0] pcpu-alloc: [0] 0 1 2 3\n\
                [    0.0] Kernel command line: kernelcore=30% \\\n\
                [    0.0] Kernel command line: x\n\
                [    0.0] memory[0x0] [0x1000-0x1fff], 0x1000 bytes on node 0 flags: 0x0\n"
        => Some("ro console=ttyS0 quiet splash kernelcore=30% x");
    in_pieces_and_wrapped: "> [    0.0] Kernel command line: BOOT_IMAGE=/vmlinuz-6.12.107 root=/dev/sda1 ro\n\
                > quiet \\\n> [    0.0] Kernel command line: kernelcore=30%\n"
        => Some("BOOT_IMAGE=/vmlinuz-6.12.107 root=/dev/sda1 ro quiet kernelcore=30%");
    the_last_piece_cut_off: "Kernel command line: ro \\\nLinux version 6.12.2\n\
                Kernel command line: quiet\n" => Some("quiet");
    of_the_dumps_boot: "Linux version 6.12.1\nCommand line: first\n\
                        memory[0x0] [0x1000-0x1fff], 0x1000 bytes on node 0 flags: 0x0\n\
                        Linux version 6.12.2\nCommand line: second\n"
        => Some("first");
}

#[test]
fn the_version_of_the_dumps_boot() {
    let log = read(
        "Linux version 6.12.1 (gcc)\n\
         Linux version 6.12.2 (x86_64-linux-gnu-gcc-14)\n\
         memory[0x0] [0x1000-0x1fff], 0x1000 bytes on node 0 flags: 0x0\n",
    );
    assert_eq!(log.version().unwrap().what, "6.12.2 (x86_64-linux-gnu-gcc-14)");
    assert_eq!((log.version().unwrap().line, log.arch().unwrap().what), (2, "x86_64"));
}

#[test]
fn another_boot_is_another_dump() {
    let rows = |range: std::ops::Range<u64>| -> String {
        range
            .map(|index| {
                format!("memory[{index:#x}] [0x{index}000-0x{index}fff], 0x1000 bytes flags: 0x0\n")
            })
            .collect()
    };
    let log = read(&format!("{}Linux version 6.12.2\n{}", rows(0..2), rows(2..4)));
    assert_eq!(log.sources.len(), 2);
}
