//! Titles, which go into links and reports: never somebody's name, address, machine or prompt.

use zonescope_dump::read;

const DUMP: &str = "\
MEMBLOCK configuration:
 memory.cnt  = 0x1
 memory[0x0] [0x0000000100000000-0x000000023fffffff], 0x0000000140000000 bytes on node 0 flags: 0x0
";

/// The title of a dump below a line.
fn title(line: &str) -> Option<String> {
    let below = read(&format!("{line}\n{DUMP}")).sources[0].title.clone();
    let quoted: String = DUMP.lines().map(|row| format!("> {row}\n")).collect();
    assert_eq!(read(&format!("{line}\n{quoted}")).sources[0].title, below, "{line}");
    let behind_a_blank_line = read(&format!("> {line}\n>\n{quoted}")).sources[0].title.clone();
    assert_eq!(behind_a_blank_line, below, "{line}");
    below
}

/// What mailers put above what they quote, people before what they say, and shells before what
/// they are told.
const PRIVATE: [&str; 52] = [
    "On Thu, Apr 04, 2019 at 05:38:24PM +0800, Jane Doe wrote:",
    "On Thu, 2019-04-04 at 17:38 +0800, Jane Doe wrote about the memory map:",
    "Jane Doe <jane@example.com> writes:",
    "Jane Doe <jane@example.com> wrote on 4 April:",
    "On 4/4/19 5:38 PM, Jane Doe via linux-mm wrote:",
    "* Jane Doe <jane@example.com> [2019-04-04 17:38:24]:",
    "Quoting Jane Doe (2019-04-04 17:38:24):",
    "At 2019-04-04 17:38:24, \"Jane Doe\" wrote:",
    "From my colleague Jane:",
    "Am 04.04.19 um 17:38 schrieb Jane Doe:",
    "Am Donnerstag, dem 04.04.2019 um 17:38 +0200 schrieb Jane Doe:",
    "Jane Doe schrieb am 04.04.2019:",
    "Le 04/04/2019 à 17:38, Jane Doe a écrit :",
    "Le jeu. 4 avr. 2019 à 17:38, Jane Doe <jane@example.com> a écrit :",
    "El 4/4/19 a las 17:38, Jane Doe escribió:",
    "El jue, 4 abr 2019 a las 17:38, Jane Doe (<jane@example.com>) escribió:",
    "Il 04/04/19 17:38, Jane Doe ha scritto:",
    "Il giorno gio 4 apr 2019 alle ore 17:38 Jane Doe ha scritto:",
    "Em 04/04/2019 17:38, Jane Doe escreveu:",
    "Em qui., 4 de abr. de 2019 às 17:38, Jane Doe escreveu:",
    "04.04.2019 17:38, Jane Doe пишет:",
    "чт, 4 апр. 2019 г. в 17:38, Jane Doe <jane@example.com>:",
    "В Чт, 04/04/2019 в 17:38 +0300, Jane Doe пишет:",
    "在 2019/4/4 17:38, Jane Doe 写道:",
    "Jane Doe <jane@example.com> 于2019年4月4日周四 下午5:38写道:",
    "2019年4月4日(木) 17:38 Jane Doe <jane@example.com>:",
    "Jane Doe さんは書きました:",
    "W dniu 04.04.2019 o 17:38, Jane Doe pisze:",
    "czw., 4 kwi 2019 o 17:38 Jane Doe <jane@example.com> napisał(a):",
    "Op 04-04-19 om 17:38 schreef Jane Doe:",
    "Den 2019-04-04 kl. 17:38, skrev Jane Doe:",
    "Dne 04. 04. 19 v 17:38 Jane Doe napsal:",
    "Hi Jane:",
    "Hello Jane and all,:",
    "Dear maintainers:",
    "Hallo zusammen, hier die Ausgabe von jane:",
    "Jane's memory map:",
    "the memory map of db01.example.com:",
    "the memory map of node17:",
    "memory map on jane@host:",
    "jane@host:~$ cat /proc/iomem:",
    "jane@host:~$ cat x:",
    "root@node17:/sys/kernel/debug/memblock# cat memory:",
    "[jane@host ~]$ dmesg | grep memblock:",
    "host:~ # dmesg:",
    "C:\\Users\\Jane> type dmesg:",
    "https://example.com/jane/the memory map:",
    "<jane@example.com>",
    "<Jane Doe at example>",
    "<summary>Console output</summary>",
    "KERNEL supported cpus:",
    "node distances:",
];

#[test]
fn nobody_becomes_a_title() {
    let told: Vec<_> = PRIVATE.iter().filter_map(|line| Some((line, title(line)?))).collect();
    assert!(told.is_empty(), "{told:#?}");
}

macro_rules! titles {
    ($($line:literal => $title:expr;)*) => {
        #[test]
        fn what_a_dump_is_called() {
            for (line, expected) in [$(($line, $title)),*] {
                assert_eq!(title(line).as_deref(), Some(expected), "{line}");
            }
        }
    };
}

titles! {
    "The new memory layout:" => "The new memory layout";
    "memory map before the patch:" => "memory map before the patch";
    "6.12.1-rc3 with patches 1-5 applied:" => "6.12.1-rc3 with patches 1-5 applied";
    "Node 0, with kernelcore=mirror:" => "Node 0, with kernelcore=mirror";
    "<original memmap>" => "original memmap";
    "Case 1: efibootmgr -m t -M 0" => "Case 1: efibootmgr -m t -M 0";
    "Layout B: two nodes, the second one mirrored" => "Layout B: two nodes, the second one mirrored";
    "Case 2: as sent by jane@example.com" => "Case 2";
    "Machine A: db01.example.com, after the update" => "Machine A";
    "Case 3: root@node17:~# dmesg" => "Case 3";
}
