//! /proc/zoneinfo gives one zone in many lines.

use crate::collect::Place;
use crate::item::ZoneField;
use crate::log::ZoneRow;

/// The zone under way.
#[derive(Default)]
pub(super) struct Zones(Option<Draft>);

#[derive(Default)]
struct Draft {
    nid: u64,
    zone: Box<str>,
    spanned: Option<u64>,
    present: Option<u64>,
    managed: Option<u64>,
    start_pfn: Option<u64>,
    /// Whether nothing stands between its name and its spanned pages: the file has counts there,
    /// what `grep spanned` leaves of it has not.
    is_bare: bool,
    line: u32,
    last_line: u32,
}

impl Zones {
    /// `Node 0, zone DMA`.
    pub fn start(&mut self, nid: u64, zone: &str, line: u32) {
        self.0 = Some(Draft { nid, zone: zone.into(), line, last_line: line, ..Draft::default() });
    }

    /// One of its counts. The first of a name counts: statistics further down repeat some.
    pub fn count(&mut self, field: ZoneField, value: u64, place: Place) {
        let Some(draft) = &mut self.0 else {
            return;
        };
        // Half a number: a zone without its managed pages or start is of use, with wrong
        // spanned or present pages it is not.
        if place.at_edge && matches!(field, ZoneField::Spanned | ZoneField::Present) {
            return;
        }
        let slot = match field {
            ZoneField::Spanned => &mut draft.spanned,
            ZoneField::Present => &mut draft.present,
            ZoneField::Managed => &mut draft.managed,
            ZoneField::StartPfn => &mut draft.start_pfn,
        };
        if slot.is_none() {
            *slot = Some(value);
            draft.is_bare |=
                matches!(field, ZoneField::Spanned) && place.first <= draft.line.saturating_add(1);
            draft.last_line = place.last;
        }
    }

    /// The zone, if it spans anything and its counts are all there.
    pub fn end(&mut self) -> Option<ZoneRow> {
        let draft = self.0.take()?;
        let spanned = draft.spanned.filter(|pages| *pages > 0)?;
        if draft.present.is_none() && !draft.is_bare {
            return None;
        }
        Some(ZoneRow {
            nid: draft.nid,
            zone: draft.zone,
            spanned,
            present: draft.present,
            managed: draft.managed,
            start_pfn: draft.start_pfn,
            line: draft.line,
            last_line: draft.last_line,
        })
    }
}
