//! A scenario's machine: its nodes, and what mirrorboot is told.

use zonescope_model::{Amount, BootWords, Flags, Nid, PhysAddr, Region, Setup};
use zonescope_report::size_of_bytes;

use crate::pieces::{scale, Piece, Scale, What};
use crate::{Platform, Unbootable};

/// QEMU's MAX_NODES.
pub(crate) const MOST_NODES: usize = 128;
/// EFI_PAGE_SIZE, whatever the kernel's pages are.
const EFI_PAGE: u64 = 4096;
const FOUR_GIB: u64 = PhysAddr::FOUR_GIB.get();
/// MEMBLOCK_KHO_SCRATCH, which x86 sets on the first MiB and clears before zones are made.
const KHO_SCRATCH: Flags = Flags::new(0x40);

/// What may be done to boot a scenario.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Request {
    /// The most memory the machine may have, in bytes.
    pub memory: u64,
    /// Whether to make the nearest machine where QEMU can't make this one.
    pub approximate: bool,
}

impl Request {
    /// What a script counts on, which runs on a machine that is not known: 16 GiB.
    pub const SCRIPT_MEMORY: u64 = 16 << 30;
}

/// A machine for QEMU.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Which of QEMU's machines it is.
    pub platform: Platform,
    /// Bytes of each node, from node 0 on.
    pub nodes: Vec<u64>,
    /// What is mirrored, in bytes, sorted: start and one past the end.
    pub mirrored: Vec<(u64, u64)>,
    /// Memory of QEMU that the kernel is not told of.
    pub hidden: Vec<(u64, u64)>,
    /// The boot words.
    pub words: BootWords,
    /// Memory above 4 GiB is divided by two to the power of this.
    pub shift: u32,
    /// In what it differs from the scenario: sentences.
    pub notes: Vec<String>,
}

impl Plan {
    /// The machine of a scenario.
    ///
    /// # Errors
    /// Why QEMU can't make it, or not within what is requested.
    pub fn of(setup: &Setup, request: Request) -> Result<Plan, Unbootable> {
        let arch = &setup.arch;
        let platform =
            Platform::of(arch).ok_or_else(|| Unbootable::Arch { arch: arch.name.to_owned() })?;
        let mut layout = Layout { approximate: request.approximate, notes: Vec::new() };
        let regions = layout.regions(setup)?;
        let (low, high) = split(&regions);
        if high.is_empty() {
            return Err(Unbootable::NoHighMemory);
        }
        let low = layout.of_one_node(low)?;
        let runs = layout.nodes(&low, &high)?;
        let pieces = pieces(&low, &high, &runs);
        let (low_start, low_end) = platform.low();
        let low_bytes = low_end - low_start;
        let scale =
            scale(&pieces, 1 << arch.section_size_bits, request.memory.saturating_sub(low_bytes))
                .map_err(|needed| Unbootable::TooLarge {
                needed: needed.saturating_add(low_bytes),
                memory: request.memory,
            })?;
        layout.note_low(&low, platform);
        let words = layout.scaled(setup, &pieces, scale);
        let mut plan = Plan {
            platform,
            nodes: vec![0; runs.len()],
            mirrored: mirrored_below(&low, platform),
            hidden: platform.in_no_node().into_iter().collect(),
            words,
            shift: scale.shift,
            notes: layout.notes,
        };
        plan.nodes[0] = low_bytes;
        let mut at = FOUR_GIB;
        for piece in pieces {
            let end = at + scale.of(piece.bytes);
            plan.nodes[piece.node] += end - at;
            match piece.what {
                What::Mirrored => push(&mut plan.mirrored, (at, end)),
                What::Hole => plan.hidden.push((at, end)),
                What::Plain => {}
            }
            at = end;
        }
        Ok(plan)
    }

    /// All memory of the machine, in bytes.
    pub fn memory(&self) -> u64 {
        self.nodes.iter().sum()
    }

    /// `mirrorboot.txt`.
    pub fn settings(&self) -> String {
        let console = self.platform.console();
        // The console begins when the log is long: of the 128 KiB that distributions keep of it,
        // memblock=debug can take all, and the first lines are lost.
        let mut text = format!(
            "cmdline console={console} log_buf_len=1M memblock=debug loglevel=8 ignore_loglevel \
             panic=1 mminit_loglevel=4 initrd=\\initrd.img {}",
            self.words
        );
        text.truncate(text.trim_end().len());
        text.push('\n');
        for (word, ranges) in [("mirror", &self.mirrored), ("hide", &self.hidden)] {
            for (start, end) in ranges {
                text += &format!("{word} {start:#x}-{end:#x}\n");
            }
        }
        text
    }

    /// QEMU's arguments, with the file of the firmware's code. QEMU runs in a folder with the
    /// volume as `volume`, a copy of the firmware's variables as `vars.fd` where it has some, and
    /// writes `console.log`.
    pub fn qemu(&self, accelerator: &str, firmware: &str) -> Vec<String> {
        let mut arguments: Vec<String> =
            self.platform.machine().iter().map(|word| (*word).to_owned()).collect();
        let mut add = |words: &[&str]| {
            arguments.extend(words.iter().map(|word| (*word).to_owned()));
        };
        add(&["-accel", accelerator, "-smp", "1"]);
        add(&["-m", &format!("{}B", self.memory())]);
        for (nid, bytes) in self.nodes.iter().enumerate() {
            let memory = format!("memory-backend-ram,id=memory{nid},size={bytes}B");
            let cpus = if nid == 0 { ",cpus=0" } else { "" };
            let node = format!("node,nodeid={nid},memdev=memory{nid}{cpus}");
            add(&["-object", &memory, "-numa", &node]);
        }
        match self.platform {
            Platform::X86_64 => {
                let code = firmware.replace(',', ",,");
                let code = format!("if=pflash,format=raw,unit=0,readonly=on,file={code}");
                add(&["-drive", &code, "-drive", "if=pflash,format=raw,unit=1,file=vars.fd"]);
            }
            Platform::Arm64 => add(&["-bios", firmware]),
        }
        // Read only: vvfat would write what the guest writes into the folder.
        add(&["-drive", "if=virtio,format=raw,readonly=on,file=fat:volume"]);
        add(&["-serial", "file:console.log", "-display", "none", "-monitor", "none"]);
        add(&["-net", "none", "-no-reboot"]);
        arguments
    }
}

/// What is taken of the scenario, and what is said of the rest.
struct Layout {
    approximate: bool,
    notes: Vec<String>,
}

impl Layout {
    /// Goes on with a remark where an approximation is wanted.
    fn instead(&mut self, why: Unbootable, remark: &str) -> Result<(), Unbootable> {
        if !self.approximate {
            return Err(why);
        }
        if !self.notes.iter().any(|note| note == remark) {
            self.notes.push(remark.to_owned());
        }
        Ok(())
    }

    fn regions(&mut self, setup: &Setup) -> Result<Vec<Region>, Unbootable> {
        let mut regions = Vec::new();
        for &region in setup.memory.regions() {
            let flags = region.flags.without(Flags::MIRROR);
            let is_high = region.end > PhysAddr::FOUR_GIB;
            let is_scratch = flags.without(KHO_SCRATCH) == Flags::NONE && !is_high;
            if flags != Flags::NONE && !is_scratch {
                let remark = "Flags other than MIRROR are left out.";
                self.instead(Unbootable::Flags { region }, remark)?;
            }
            let within = |addr: PhysAddr| !addr.get().is_multiple_of(EFI_PAGE);
            if is_high && (within(region.base) || within(region.end)) {
                let remark = "Borders within a page of 4 KiB are rounded down.";
                self.instead(Unbootable::WithinPage { region }, remark)?;
            }
            let rounded = |addr: PhysAddr| PhysAddr::new(addr.get() / EFI_PAGE * EFI_PAGE);
            let whole = Region { base: rounded(region.base), end: rounded(region.end), ..region };
            if whole.base < whole.end {
                regions.push(whole);
            }
        }
        Ok(regions)
    }

    fn of_one_node(&mut self, mut low: Vec<Region>) -> Result<Vec<Region>, Unbootable> {
        let Some(one) = low.first().map(|region| region.nid) else {
            return Ok(low);
        };
        if let Some(other) = low.iter().map(|region| region.nid).find(|nid| *nid != one) {
            let remark = format!("All memory below 4 GiB is given to node {one}.");
            self.instead(Unbootable::LowNodes { nids: [one, other] }, &remark)?;
            low.iter_mut().for_each(|region| region.nid = one);
        }
        Ok(low)
    }

    /// The nodes in the order of their runs of memory.
    fn nodes(&mut self, low: &[Region], high: &[Region]) -> Result<Vec<Nid>, Unbootable> {
        let mut runs: Vec<Nid> = low.iter().chain(high).map(|region| region.nid).collect();
        runs.dedup();
        if runs.len() > MOST_NODES {
            return Err(Unbootable::TooManyNodes { nodes: runs.len() });
        }
        let again = runs.iter().enumerate().find(|(place, nid)| runs[..*place].contains(nid));
        let nids = || runs.iter().map(Nid::to_string).collect::<Vec<_>>().join(", ");
        let remark = format!("By address the nodes are {}; they become 0, 1, and so on.", nids());
        if let Some((_, nid)) = again {
            self.instead(Unbootable::Interleaved { nid: *nid }, &remark)?;
        } else if (0..).zip(&runs).any(|(number, nid)| nid.get() != number) {
            self.instead(Unbootable::Numbers { nids: runs.clone() }, &remark)?;
        }
        Ok(runs)
    }

    /// Firmware has holes of its own below 4 GiB, so that part is never the scenario's.
    fn note_low(&mut self, low: &[Region], platform: Platform) {
        let (start, end) = platform.low();
        let theirs: u64 = low.iter().map(|region| region.end.get() - region.base.get()).sum();
        self.notes.push(format!(
            "Below 4 GiB: {} of QEMU's, with the holes of its firmware, for the scenario's {}.",
            size_of_bytes((end - start).into()),
            size_of_bytes(theirs.into())
        ));
    }

    fn scaled(&mut self, setup: &Setup, pieces: &[Piece], scale: Scale) -> BootWords {
        let mut words = setup.words;
        if scale.shift == 0 {
            return words;
        }
        let sizes = |size: &dyn Fn(u64) -> u64| {
            let memory = pieces.iter().filter(|piece| piece.what != What::Hole);
            size_of_bytes(memory.map(|piece| u128::from(size(piece.bytes))).sum())
        };
        let rounded = match pieces.iter().all(|piece| scale.is_exact(piece.bytes)) {
            true => String::new(),
            false => {
                format!(", ranges rounded to sections of {}", size_of_bytes(scale.section.into()))
            }
        };
        self.notes.push(format!(
            "Above 4 GiB: booted at 1/{}, {} for the scenario's {}{rounded}.",
            1u64 << scale.shift,
            sizes(&|bytes| scale.of(bytes)),
            sizes(&|bytes| bytes),
        ));
        for amount in [&mut words.kernelcore, &mut words.movablecore] {
            if let Some(Amount::Bytes(bytes)) = amount {
                *bytes >>= scale.shift;
                self.notes.push("kernelcore= and movablecore= are divided by the same.".to_owned());
            }
        }
        self.notes.dedup();
        words
    }
}

/// Regions below 4 GiB, and above.
fn split(regions: &[Region]) -> (Vec<Region>, Vec<Region>) {
    let below = |region: &Region| Region { end: region.end.min(PhysAddr::FOUR_GIB), ..*region };
    let above = |region: &Region| Region { base: region.base.max(PhysAddr::FOUR_GIB), ..*region };
    let is_there = |region: &Region| region.base < region.end;
    (
        regions.iter().map(below).filter(is_there).collect(),
        regions.iter().map(above).filter(is_there).collect(),
    )
}

/// Memory above 4 GiB, without a gap. A hole belongs to the node before it.
fn pieces(low: &[Region], high: &[Region], runs: &[Nid]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut node = 0;
    let mut nid = low.last().or(high.first()).map(|region| region.nid);
    let mut at = FOUR_GIB;
    for region in high {
        if region.base.get() > at {
            pieces.push(Piece { node, what: What::Hole, bytes: region.base.get() - at });
        }
        if nid != Some(region.nid) {
            node = (node + 1).min(runs.len() - 1);
            nid = Some(region.nid);
        }
        let what = if region.flags.is_mirror() { What::Mirrored } else { What::Plain };
        let bytes = region.end.get() - region.base.get();
        match pieces.last_mut() {
            Some(last) if (last.node, last.what) == (node, what) => last.bytes += bytes,
            _ => pieces.push(Piece { node, what, bytes }),
        }
        at = region.end.get();
    }
    pieces
}

/// What is mirrored of the memory below 4 GiB: holes between regions that are go along, as the
/// firmware has others.
fn mirrored_below(low: &[Region], platform: Platform) -> Vec<(u64, u64)> {
    let (start, end) = platform.low();
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    let mut was_mirrored = true;
    for (place, region) in low.iter().enumerate() {
        let is_mirrored = region.flags.is_mirror();
        if is_mirrored {
            let from = if place == 0 { start } else { region.base.get().max(start) };
            let is_last = place + 1 == low.len();
            let until = if is_last { end } else { region.end.get().min(end) };
            match ranges.last_mut() {
                Some(last) if was_mirrored => last.1 = until,
                _ => ranges.push((from, until)),
            }
        }
        was_mirrored = is_mirrored;
    }
    ranges.retain(|(from, until)| from < until);
    ranges
}

/// Adds a range; one that touches the last becomes part of it.
fn push(ranges: &mut Vec<(u64, u64)>, range: (u64, u64)) {
    match ranges.last_mut() {
        Some(last) if last.1 == range.0 => last.1 = range.1,
        _ => ranges.push(range),
    }
}

#[cfg(test)]
mod tests;
