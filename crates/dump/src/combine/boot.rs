//! Which lines of a log are of one boot.

use std::ops::Range;

use crate::log::{Found, Log, Source, SourceKind};

/// The lines of one boot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Boot(Range<u32>);

impl Boot {
    /// The boot `line` is of. A boot begins with `Linux version`; what stands before the first
    /// one belongs to it. A version without a command line after it is no boot, but somebody's
    /// /proc/version.
    pub fn at(log: &Log, line: u32) -> Boot {
        let mut versions = log.versions.iter().map(|version| version.line).peekable();
        let mut starts = Vec::new();
        let mut commands = log.command_lines.iter().map(|found| found.line).peekable();
        while let Some(version) = versions.next() {
            let next = versions.peek().copied().unwrap_or(u32::MAX);
            while commands.next_if(|line| *line < version).is_some() {}
            if commands.peek().is_some_and(|line| *line < next) {
                starts.push(version);
            }
        }
        let after = starts.partition_point(|start| *start <= line).max(1);
        let start = match after {
            1 => 0,
            after => starts.get(after - 1).copied().unwrap_or(0),
        };
        Boot(start..starts.get(after).copied().unwrap_or(u32::MAX))
    }

    pub fn holds(&self, line: u32) -> bool {
        self.0.contains(&line)
    }

    /// The last source of a kind that has rows.
    pub fn last<'a>(&self, log: &'a Log, kind: SourceKind) -> Option<&'a Source> {
        log.of(kind).filter(|source| self.holds(source.first_line) && !source.is_empty()).last()
    }

    /// The single facts, in order.
    pub fn facts<'a>(
        &'a self,
        log: &'a Log,
    ) -> impl Iterator<Item = &'a Found<crate::log::Fact>> + 'a {
        log.facts.iter().filter(|fact| self.holds(fact.line))
    }

    /// `memblock_add` and its like, in order.
    pub fn events<'a>(&'a self, log: &'a Log) -> impl Iterator<Item = &'a crate::Event> + 'a {
        log.events.iter().filter(|event| self.holds(event.line))
    }
}
