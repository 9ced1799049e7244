//! What the machine's serial port said.

use zonescope_boot::{DONE, STOPPED};

/// The last lines that are shown of a boot that did not come to its end.
const LAST_LINES: usize = 12;

/// How far a boot has come, by the newest of these that the console has.
const STAGES: [(&str, &str); 5] = [
    ("", "the firmware is starting"),
    ("mirrorboot: ", "mirrorboot is starting the kernel"),
    ("Linux version ", "the kernel is booting"),
    ("Movable zone start", "the kernel is making zones"),
    ("$ cat /proc/zoneinfo", "reading /proc/zoneinfo"),
];

/// The console so far, without what only a terminal understands.
pub struct Console(String);

impl Console {
    pub fn new(bytes: &[u8]) -> Console {
        let text = String::from_utf8_lossy(bytes);
        let mut plain = String::with_capacity(text.len());
        let mut rest = text.as_ref();
        // Firmware paints its screens with control sequences: ESC, `[`, parameters, a letter.
        while let Some((before, sequence)) = rest.split_once("\x1b[") {
            plain += before;
            let parameters = |c: char| c.is_ascii_digit() || matches!(c, ';' | '=' | '?');
            let after = sequence.trim_start_matches(parameters);
            rest = after.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(after);
        }
        plain += rest;
        plain.retain(|c| c != '\r' && c != '\0');
        Console(plain)
    }

    /// What is going on.
    pub fn stage(&self) -> &'static str {
        let reached = STAGES.iter().rev().find(|(sign, _)| self.0.contains(sign));
        reached.map_or("", |(_, what)| what)
    }

    /// Why mirrorboot gave the machine back to the firmware, if it did.
    pub fn stopped(&self) -> Option<&str> {
        let (_, why) = self.0.split_once(STOPPED)?;
        why.split_once('\n').map(|(line, _)| line)
    }

    /// The kernel's log and what was read after it; none before all of it is there.
    pub fn log(&self) -> Option<String> {
        let lines: Vec<&str> = self.0.lines().collect();
        let first = lines.iter().position(|line| line.contains("Linux version "))?;
        let last = lines.iter().position(|line| line.trim() == DONE)?;
        let log = lines.get(first..last)?;
        Some(log.join("\n") + "\n")
    }

    /// The end of it, each line indented.
    pub fn last_lines(&self) -> String {
        let lines: Vec<&str> =
            self.0.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
        let last = lines.iter().skip(lines.len().saturating_sub(LAST_LINES));
        last.map(|line| format!("\n  {line}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Console;

    const BOOTED: &str = "\x1b[2J\x1b[01;01H\x1b[=3hBdsDxe: starting Boot0001\r\n\
        mirrorboot: 2 ranges, then \\vmlinuz\r\n\
        EFI stub: Loaded initrd\r\n\
        [    0.000000] Linux version 7.2.13\r\n\
        [    0.100000] Movable zone start for each node\r\n\
        $ cat /proc/zoneinfo\r\nNode 0, zone DMA\r\nzonescope: done\r\n\
        [    9.000000] reboot: Power down\r\n";

    #[test]
    fn the_log_is_from_the_kernels_first_line_to_the_last_asked_for() {
        let log = Console::new(BOOTED.as_bytes()).log().unwrap();
        let (first, last) = ("[    0.000000] Linux version 7.2.13\n", "Node 0, zone DMA\n");
        assert!(log.starts_with(first) && log.ends_with(last), "{log}");
        let cut = BOOTED.split_once("zonescope").unwrap().0;
        assert_eq!(Console::new(cut.as_bytes()).log(), None);
    }

    #[test]
    fn stages_come_one_after_the_other() {
        let stages = ["firmware is", "mirrorboot is", "booting", "making zones", "reading"];
        let mut at = 0;
        for (end, _) in BOOTED.match_indices('\n') {
            let stage = Console::new(&BOOTED.as_bytes()[..end]).stage();
            let now = stages.iter().position(|words| stage.contains(words)).unwrap();
            assert!(now >= at, "{stage}");
            at = now;
        }
        assert_eq!(at, stages.len() - 1);
    }

    #[test]
    fn what_mirrorboot_says_last_is_found_when_it_is_whole() {
        let said = |text: &str| Console::new(text.as_bytes()).stopped().map(str::to_owned);
        assert_eq!(said("mirrorboot: 2 ranges\r\n"), None);
        assert_eq!(said("\x1b[1mmirrorboot: stopped: line 2: `x` is"), None);
        let line = "mirrorboot: stopped: line 2: `x` is not known\r\n\x1b[2JShell>";
        assert_eq!(said(line).as_deref(), Some("line 2: `x` is not known"));
    }

    #[test]
    fn the_last_lines_are_a_dozen() {
        let lines: String = (0..40).map(|nth| format!("line {nth}\r\n\r\n")).collect();
        let last = Console::new(lines.as_bytes()).last_lines();
        assert_eq!(last.lines().count(), 13);
        assert!(last.ends_with("line 39") && last.starts_with("\n  line 28\n"), "{last}");
        assert_eq!(Console::new(b"").last_lines(), "");
    }
}
