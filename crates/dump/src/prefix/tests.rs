//! One line a prefix: where its message begins, whether it is a log's, how deep it is quoted.

use super::head;

macro_rules! heads {
    ($($name:ident: $line:expr => $message:expr, $stamped:expr, $depth:expr;)*) => {$(
        #[test]
        fn $name() {
            let head = head($line);
            assert_eq!(&$line[head.at..], $message);
            assert_eq!((head.stamped, head.depth), ($stamped, $depth));
        }
    )*};
}

heads! {
    bare: "memory[0x0]" => "memory[0x0]", false, 0;
    time: "[    0.000000]  memory[0x0]" => "memory[0x0]", true, 0;
    caller: "[    0.064229] [   T36] node 0" => "node 0", true, 0;
    caller_joined: "[    0.064229][    C1] node 0" => "node 0", true, 0;
    level: "<6>[    0.006554] x" => "x", true, 0;
    level_alone: "<6>x" => "x", true, 0;
    quoted: "> > >>\t> x" => "x", false, 5;
    quoted_log: ">> <6>[    0.1] x" => "x", true, 2;
    delta: "[  +0.000012] x" => "x", true, 0;
    both_times: "[    0.000000 <    0.000000>] x" => "x", true, 0;
    wall: "[Mon Jan  1 00:00:00 2024] x" => "x", true, 0;
    journal: "Jan 21 02:26:48 host kernel: x" => "x", true, 0;
    journal_with_time: "Jan 21 02:26:48 host kernel: [    0.0] x" => "x", true, 0;
    iso: "2024-01-21T02:26:48.123+01:00 host kernel[1]: x" => "x", true, 0;
    host_after_time: "[    0.109238] localhost kernel:   Normal" => "Normal", true, 0;
    cut_date: ": linux kernel: x" => "x", true, 0;
    facility: "kern  :info  : [    0.000000] x" => "x", true, 0;
    pid: "02:26:48 host kernel[123]: x" => "x", true, 0;
    openwrt: "Sat Jan  1 00:00:00 2022 kern.info kernel: [    0.000000] x" => "x", true, 0;
    colour_remains: "[0m[32m[    0.000000] x" => "x", true, 0;
    list: "- memory[0x0]" => "memory[0x0]", false, 0;
    diff: "+MEMBLOCK configuration:" => "MEMBLOCK configuration:", false, 0;
    rule: "---- ----" => "---- ----", false, 0;
    efi: "efi: mem00: [Boot Data |" => "efi: mem00: [Boot Data |", false, 0;
    broken_stamp: "0.000000] x" => "x", true, 0;
    not_a_stamp: "[mem 0x0-0x1]" => "[mem 0x0-0x1]", false, 0;
    cat_n: "    17\tmemory[0x0]" => "memory[0x0]", false, 0;
    cat_n_quoted: ">     17\t[    0.0] x" => "x", true, 1;
    cat_n_of_long_files: "123456\t  memory[0x0]" => "memory[0x0]", false, 0;
    a_table_with_tabs: "0\t0x1000\t0x9dfff" => "0\t0x1000\t0x9dfff", false, 0;
    a_table_indented: "     0\t0x1000\t0x9dfff" => "0\t0x1000\t0x9dfff", false, 0;
    grep_context: "dmesg.txt-17-[    0.000000]  memory[0x0]" => "memory[0x0]", true, 0;
    grep_context_without_time: "logs/a-b.txt-17- memory[0x0]" => "memory[0x0]", false, 0;
    grep_match: "dmesg.txt:17:MEMBLOCK configuration:" => "MEMBLOCK configuration:", false, 0;
    grep_context_of_one_file: "17-[    0.000000] x" => "x", true, 0;
    grep_number: "17:Node 0, zone      DMA" => "Node 0, zone      DMA", false, 0;
    grep_number_and_indent: "17:  pages free     0" => "pages free     0", false, 0;
    debugfs: "   0: 0x1000..0x9efff" => "0: 0x1000..0x9efff", false, 0;
    hyphens: "an x86-64-bit kernel" => "an x86-64-bit kernel", false, 0;
    clock: "02:26:48.123 memory[0x0]" => "memory[0x0]", true, 0;
    date_and_clock: "2024-01-21T02:26:48,123456+01:00  x" => "x", true, 0;
    kmsg: "6,1,0,-;memory[0x0]" => "memory[0x0]", true, 0;
    kmsg_with_caller: "6,160,424069,-,caller=T1;x" => "x", true, 0;
    rfc5424: "<6>1 2024-01-21T02:26:48.123Z node17 kernel - - - x" => "x", true, 0;
    rfc5424_with_data: "<6>1 2024-01-21T02:26:48Z node17 kernel - - [meta a=\"1\"] x" => "x", true, 0;
    quotation_mark: "\u{201c}memory[0x0]" => "memory[0x0]", false, 0;
    index: "memory[0x0] [0x1-0x2]" => "memory[0x0] [0x1-0x2]", false, 0;
    tuesday: "[Tue Jan  2 10:00:00 2024] x" => "x", true, 0;
    thursday: "[Thu Jan  4 10:00:00 2024]   Node 0" => "Node 0", true, 0;
    human: "[Jun21 23:09] x" => "x", true, 0;
    human_day_of_one_digit: "[Mar 3 01:04] x" => "x", true, 0;
    facility_and_wall: "kern  :info  : [Fri Apr  7 00:04:12 2023] x" => "x", true, 0;
    facility_alone: "kern  :debug : x" => "x", true, 0;
    facility_of_syslog: "\t2015-10-01T18:25:37.33654 kern.info: [    0.0] x" => "x", true, 0;
    facility_behind_a_date: "Jan  1 00:00:05 buildroot kern.warn kernel: x" => "x", true, 0;
    mediatek: "[    0.000000] <0>-(0)[0:swapper]x" => "x", true, 0;
    mediatek_without_level: "[    0.000000]  (0)[1:swapper/0]x" => "x", true, 0;
    samsung: "<6>[    0.000000]  [0:        swapper:    0] x" => "x", true, 0;
    process_and_pid: "[    0.000000] [swapper/0:    0] x" => "x", true, 0;
    amlogic: "[    0.000000@0]d x" => "x", true, 0;
    both_clocks: "[    0.000000 / 01-01 00:00:00.000] x" => "x", true, 0;
    no_caller_without_a_time: "[0:swapper]x" => "[0:swapper]x", false, 0;
    no_caller: "[    0.0] [drm:init [i915]] x" => "[drm:init [i915]] x", true, 0;
    xen_guest: "(XEN) HVM4: x" => "x", false, 0;
    xen_guest_now: "(XEN) [2024-01-21 02:26:48] (d4) x" => "x", false, 0;
    xen_guest_with_time: "(d12v0) [    0.000000] x" => "x", true, 0;
    xen_itself: "(XEN) SRAT: Node 0 PXM 0 0-80000000" => "(XEN) SRAT: Node 0 PXM 0 0-80000000", false, 0;
    syslog_without_tag: "Jan 21 02:26:48 node17 x" => "node17 x", true, 0;
    syslog_without_tag_with_time: "Jan 21 02:26:48 node17 [    0.000000] x" => "x", true, 0;
    date_spelt_out: "Tue Jan  2 10:00:00 CET 2024: x" => "x", true, 0;
    journal_full: "Tue 2024-01-02 10:00:00 CET node17 kernel: x" => "x", true, 0;
    journal_unix: "1705804008.123456 node17 kernel: x" => "x", true, 0;
    journal_delta: "[    0.000012 <    0.000012 >] node17 kernel: x" => "x", true, 0;
    journal_verbose: "    MESSAGE=x" => "x", true, 0;
    logcat: "01-21 02:26:48.123     0     0 I kernel  : x" => "x", true, 0;
    containers: "2024-01-21T02:26:48.123456789Z stdout F x" => "x", true, 0;
    actions: "2024-01-21T02:26:48.1234567Z <6>[    0.000000] x" => "x", true, 0;
    jenkins: "[2024-01-21T02:26:48.123Z] [    0.000000] x" => "x", true, 0;
    slashes: "2024/01/21 02:26:48 x" => "x", true, 0;
    slashes_and_brackets: "[21/01/2024 02:26:48] x" => "x", true, 0;
    seconds: "1705804008.123456 x" => "x", true, 0;
    uptime_without_brackets: "0.000000: x" => "x", true, 0;
    kmsg_with_release: "6.12.1,6,160,424069,-;x" => "x", true, 0;
    kmsg_numbered: "17:6,1,0,-;x" => "x", true, 0;
    a_date_in_prose: "May 5 was the day" => "May 5 was the day", false, 0;
}
