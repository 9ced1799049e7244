//! The memory map as a table that is edited row by row. What stands in it may be no legal map
//! yet; the model says so, and what was legal last stays in force.

use zonescope_model::{Flags, MapError, MemoryMap, Nid, PhysAddr, Region};
use zonescope_sorted::sort_by_key;

/// How large an added region is.
const ADDED: u64 = 1 << 30;

/// The rows, lowest first.
#[derive(Clone, PartialEq, Debug)]
pub struct Table(Vec<Row>);

/// A region, and whether it is among those that are edited together.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Row {
    /// The region; it may be empty, or overlap another.
    pub region: Region,
    /// Whether it is picked.
    pub picked: bool,
}

/// What can be done to a table. Places count rows from 0.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Edit {
    /// Moves a row's first byte; its end stays.
    Start(usize, u64),
    /// Moves a row's end; its first byte stays.
    End(usize, u64),
    /// Gives a row another size; its first byte stays.
    Size(usize, u64),
    /// Puts a row on another node.
    Node(usize, Nid),
    /// Sets or clears a flag of a row.
    Flag(usize, Flags, bool),
    /// Picks a row, or no longer.
    Pick(usize, bool),
    /// Picks these rows and no other.
    PickAll(Which),
    /// Puts the picked rows on another node.
    PickedNode(Nid),
    /// Sets or clears a flag of the picked rows.
    PickedFlag(Flags, bool),
    /// Moves the picked rows up.
    Up(u64),
    /// Moves the picked rows down.
    Down(u64),
    /// Takes the picked rows away.
    Delete,
    /// Makes one region of all from the first picked row to the last, or to the next row if one
    /// is picked. Holes between become memory; node and flags are the first row's.
    Merge,
    /// Cuts the region that holds this address in two.
    Split(u64),
    /// Adds a region above all others.
    Add,
}

/// Rows that can be picked together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    /// All of them.
    All,
    /// None.
    None,
    /// Those of a node.
    Of(Nid),
    /// Those that are mirrored.
    Mirrored,
}

impl Edit {
    /// Whether it is done to the picked rows.
    pub const fn is_of_picked(self) -> bool {
        matches!(
            self,
            Edit::PickedNode(_)
                | Edit::PickedFlag(..)
                | Edit::Up(_)
                | Edit::Down(_)
                | Edit::Delete
                | Edit::Merge
        )
    }
}

impl Table {
    /// The table of a map; nothing is picked.
    pub fn of(memory: &MemoryMap) -> Table {
        let row = |&region| Row { region, picked: false };
        Table(memory.regions().iter().map(row).collect())
    }

    /// The table of another map, in which what was picked still is, as far as it is there.
    #[must_use]
    pub fn following(&self, memory: &MemoryMap) -> Table {
        let mut table = Table::of(memory);
        let mut old = self.0.iter().filter(|row| row.picked).peekable();
        for row in &mut table.0 {
            let base = row.region.base;
            while old.next_if(|old| old.region.base < base).is_some() {}
            row.picked = old.peek().is_some_and(|old| old.region.base == base);
        }
        table
    }

    /// Where the row of `before` is now whose start was moved: the one that is new.
    pub fn place_after(&self, before: &Table, place: usize) -> usize {
        let is_new = |row: &&Row| !before.0.contains(row);
        let found = self.0.iter().find(is_new);
        found.and_then(|row| self.0.iter().position(|one| one == row)).unwrap_or(place)
    }

    /// The rows, lowest first.
    pub fn rows(&self) -> &[Row] {
        &self.0
    }

    /// How many rows are picked.
    pub fn picked(&self) -> usize {
        self.0.iter().filter(|row| row.picked).count()
    }

    /// The map the rows are.
    ///
    /// # Errors
    /// As [`MemoryMap::new`].
    pub fn map(&self) -> Result<MemoryMap, MapError> {
        MemoryMap::new(self.0.iter().map(|row| row.region).collect())
    }

    /// The table after `edit`, sorted again if that makes it a map.
    ///
    /// # Errors
    /// A sentence where the edit means nothing here.
    pub fn edited(&self, edit: Edit) -> Result<Table, String> {
        let mut table = self.clone();
        match edit {
            Edit::Start(place, to) => table.change(place, |region| region.base = to.into()),
            Edit::End(place, to) => table.change(place, |region| region.end = to.into()),
            Edit::Size(place, size) => {
                let base = self.0.get(place).map_or(0, |row| row.region.base.get());
                let end = moved(base, size, true)?;
                table.change(place, |region| region.end = end.into());
            }
            Edit::Node(place, nid) => table.change(place, |region| region.nid = nid),
            Edit::Flag(place, flag, on) => {
                table.change(place, |region| set_flag(region, flag, on));
            }
            Edit::Pick(place, picked) => {
                if let Some(row) = table.0.get_mut(place) {
                    row.picked = picked;
                }
            }
            Edit::PickAll(which) => {
                for row in &mut table.0 {
                    row.picked = which.has(&row.region);
                }
            }
            Edit::PickedNode(nid) => table.change_picked(|region| region.nid = nid)?,
            Edit::PickedFlag(flag, on) => {
                table.change_picked(|region| set_flag(region, flag, on))?;
            }
            Edit::Up(by) => table.shift(by, true)?,
            Edit::Down(by) => table.shift(by, false)?,
            Edit::Delete => table.0.retain(|row| !row.picked),
            Edit::Merge => table.merge()?,
            Edit::Split(at) => table.split(at.into())?,
            Edit::Add => table.add()?,
        }
        let mut sorted = table.clone();
        sort_by_key(&mut sorted.0, |row| row.region.base);
        // While it is no map a row stays where it is typed in.
        Ok(if sorted.map().is_ok() { sorted } else { table })
    }

    fn change(&mut self, place: usize, change: impl FnOnce(&mut Region)) {
        if let Some(row) = self.0.get_mut(place) {
            change(&mut row.region);
        }
    }

    fn change_picked(&mut self, change: impl Fn(&mut Region)) -> Result<(), String> {
        if self.picked() == 0 {
            return Err("no row is picked".to_owned());
        }
        for row in self.0.iter_mut().filter(|row| row.picked) {
            change(&mut row.region);
        }
        Ok(())
    }

    fn shift(&mut self, by: u64, up: bool) -> Result<(), String> {
        for row in self.0.iter_mut().filter(|row| row.picked) {
            let region = &mut row.region;
            region.base = moved(region.base.get(), by, up)?.into();
            region.end = moved(region.end.get(), by, up)?.into();
        }
        Ok(())
    }

    fn merge(&mut self) -> Result<(), String> {
        let mut picked = (0..self.0.len()).filter(|&place| self.0[place].picked);
        let first = picked.next().ok_or("no row is picked")?;
        let last = picked.next_back().unwrap_or(first + 1);
        let merged = self.0.get(first..=last).ok_or("no region follows")?;
        let end = merged.iter().map(|row| row.region.end).max();
        self.0.drain(first + 1..=last);
        self.change(first, |region| region.end = end.unwrap_or(region.end));
        Ok(())
    }

    fn split(&mut self, at: PhysAddr) -> Result<(), String> {
        let holds = |row: &Row| row.region.base < at && at < row.region.end;
        let Some(place) = self.0.iter().position(holds) else {
            return Err(format!("no region holds {at} between its first byte and its end"));
        };
        let mut above = self.0[place];
        above.region.base = at;
        self.change(place, |region| region.end = at);
        self.0.insert(place + 1, above);
        Ok(())
    }

    fn add(&mut self) -> Result<(), String> {
        let last = self.0.iter().map(|row| row.region.end).max();
        let base = last.unwrap_or_default();
        let end = moved(base.get(), ADDED, true)?.into();
        if end > MemoryMap::MAX_END {
            return Err(format!("nothing fits below {}", MemoryMap::MAX_END));
        }
        let nid = self.0.last().map(|row| row.region.nid).unwrap_or_default();
        let region = Region { base, end, nid, flags: Flags::NONE };
        let picked = false;
        self.0.push(Row { region, picked });
        Ok(())
    }
}

impl Which {
    fn has(self, region: &Region) -> bool {
        match self {
            Which::All => true,
            Which::None => false,
            Which::Of(nid) => region.nid == nid,
            Which::Mirrored => region.flags.is_mirror(),
        }
    }
}

fn set_flag(region: &mut Region, flag: Flags, on: bool) {
    region.flags = match on {
        true => region.flags.with(flag),
        false => region.flags.without(flag),
    };
}

fn moved(address: u64, by: u64, up: bool) -> Result<u64, String> {
    let there = match up {
        true => address.checked_add(by),
        false => address.checked_sub(by),
    };
    there.ok_or_else(|| match up {
        true => format!("{by:#x} above {address:#x} there are no addresses"),
        false => format!("{address:#x} is less than {by:#x}"),
    })
}

/// The suffixes of sizes, as the kernel reads them, and how far each shifts.
const SUFFIXES: [(char, u32); 6] =
    [('E', 60), ('P', 50), ('T', 40), ('G', 30), ('M', 20), ('K', 10)];

/// An address or a size: decimal, hexadecimal after `0x`, with K to E for powers of 1024.
///
/// # Errors
/// A sentence that says what can be read.
pub fn parse_bytes(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let upper = text.to_ascii_uppercase();
    let (digits, shift) = SUFFIXES
        .iter()
        // 0xE is a digit.
        .filter(|(suffix, _)| !(*suffix == 'E' && upper.starts_with("0X")))
        .find_map(|(suffix, shift)| Some((upper.strip_suffix(*suffix)?, *shift)))
        .unwrap_or((&upper, 0));
    let (digits, radix) = match digits.strip_prefix("0X") {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_alphanumeric());
    let number = is_number.then(|| u64::from_str_radix(digits, radix).ok()).flatten();
    number
        .filter(|number| number.leading_zeros() >= shift)
        .map(|number| number << shift)
        .ok_or_else(|| {
            format!("`{text}` is no number of bytes: write 0x100000000, 4294967296 or 4G")
        })
}

/// A size as [`parse_bytes`] reads it: exact, and as short as a suffix makes it.
pub fn bytes_as_text(bytes: u64) -> String {
    SUFFIXES.iter().find(|(_, shift)| bytes != 0 && bytes.trailing_zeros() >= *shift).map_or_else(
        || format!("{bytes:#x}"),
        |(suffix, shift)| format!("{}{suffix}", bytes >> shift),
    )
}

/// The map with the boundary between the region at `place` and the touching one below it moved
/// to `to`, or as near as leaves both a page of `1 << page_shift` bytes; none if they do not touch.
pub fn with_boundary(
    memory: &MemoryMap,
    place: usize,
    to: PhysAddr,
    page_shift: u32,
) -> Option<MemoryMap> {
    let mut regions = memory.regions().to_vec();
    let lower = *regions.get(place.checked_sub(1)?)?;
    let upper = *regions.get(place)?;
    let page = 1u64.checked_shl(page_shift)?;
    let least = lower.base.get().checked_add(page)?;
    let most = upper.end.get().checked_sub(page)?;
    if lower.end != upper.base || least > most {
        return None;
    }
    let to = PhysAddr::new(to.get().clamp(least, most));
    regions.get_mut(place - 1)?.end = to;
    regions.get_mut(place)?.base = to;
    MemoryMap::new(regions).ok()
}
