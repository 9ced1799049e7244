//! What the kernel says while it makes zones: `free_area_init()` in mm/mm_init.c.
//!
//! ```text
//! Zone ranges:
//!   DMA      [mem 0x0000000000001000-0x0000000000ffffff]
//!   Device   empty
//! Movable zone start for each node
//!   Node 0: 0x0000000140000000
//! Early memory node ranges
//!   node   0: [mem 0x0000000000001000-0x000000000009efff]
//! Initmem setup node 0 [mem 0x0000000000001000-0x00000001bfffffff]
//! ```
//!
//! Kernels before 3.5 print pfns, half-open: `DMA 0x00000010 -> 0x00001000`; up to 2.6.31 they are
//! decimal.

use crate::item::{Doubt, Item, Range};
use crate::log::Fact;
use crate::scan::{half_open, Scan, Scanned, Stop};
use crate::SourceKind;

/// The names of zones, a longer one before its beginning.
const NAMES: [&str; 6] = ["DMA32", "DMA", "Normal", "HighMem", "Movable", "Device"];

/// `Zone ranges:`.
pub(crate) fn header<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("Zone")?;
    s.maybe("PFN")?;
    s.words("ranges:")?;
    Ok(Item::Begin(&[SourceKind::Zone]))
}

/// A zone's range, or that it has none.
pub(crate) fn zone<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    let name = NAMES.iter().find(|name| s.rest().starts_with(**name)).ok_or(Stop::No)?;
    s.skip(name.len());
    if s.peek().is_some_and(|b| !matches!(b, b' ' | b'\t')) {
        return Err(Stop::No);
    }
    s.ws();
    match s.peek() {
        None => Err(Stop::End),
        Some(b'[') => {
            s.words("[mem")?;
            s.sure = Some(SourceKind::Zone);
            let range = s.range()?;
            Ok(Item::Range(named(range, name)))
        }
        Some(b'e') => {
            s.lit("empty")?;
            // `Normal empty` ends its message; prose goes on.
            match s.rest().trim_start_matches([' ', '\t', '”']).bytes().next() {
                None | Some(b'[' | b'<' | b'#' | b'`' | b'"' | b'A'..=b'Z') => {
                    Ok(Item::Range(named((0, 0), name)))
                }
                Some(_) => Err(Stop::No),
            }
        }
        Some(b'0'..=b'9') => {
            let ((base, end), doubt) = pfns(s, SourceKind::Zone)?;
            // Old kernels print where an empty zone would be.
            let mut row = named(if base < end { (base, end) } else { (0, 0) }, name);
            row.doubt = doubt;
            Ok(Item::Range(row))
        }
        Some(_) => Err(Stop::No),
    }
}

fn named<'t>(range: (u64, u64), name: &'static str) -> Range<'t> {
    let mut row = Range::new(SourceKind::Zone, range);
    row.name = Some(name);
    row
}

/// `0x00000010 -> 0x00001000`, or `16 ->     4096`: pfns of 4 KiB pages.
fn pfns(s: &mut Scan<'_>, kind: SourceKind) -> Scanned<((u64, u64), Doubt)> {
    let is_hex = s.rest().starts_with("0x");
    let pfn = |s: &mut Scan<'_>| if is_hex { s.hex() } else { s.dec() };
    let from = s.used();
    let start = pfn(s)?;
    let width = s.used() - from;
    s.words("->")?;
    s.sure = Some(kind);
    s.ws();
    let from = s.used();
    let end = pfn(s)?;
    let doubt = match !is_hex || s.used() - from < width {
        true => Doubt::Cut,
        false => Doubt::None,
    };
    let bytes = |pfn: u64| pfn.saturating_mul(4096);
    Ok((half_open(bytes(start), bytes(end))?, doubt))
}

/// `Early memory node ranges`.
pub(crate) fn early_header<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("Early memory")?;
    if !s.maybe("node ranges")? {
        s.words("PFN ranges")?;
    }
    Ok(Item::Begin(&[SourceKind::Early]))
}

/// `early_node_map[2] active PFN ranges`, before 3.4.
pub(crate) fn old_early_header<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.lit("early_node_map[")?;
    s.dec()?;
    s.lit("]")?;
    s.words("active PFN ranges")?;
    Ok(Item::Begin(&[SourceKind::Early]))
}

/// `node   0: [mem 0x1000-0x9efff]`, and that deferred pages of a node are done.
pub(crate) fn node<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("node")?;
    let nid = s.dec()?;
    if s.peek() != Some(b':') {
        return deferred(s, nid);
    }
    s.skip(1);
    s.words("[mem")?;
    s.sure = Some(SourceKind::Early);
    let mut row = Range::new(SourceKind::Early, s.range()?);
    row.nid = Some(nid);
    Ok(Item::Range(row))
}

/// `0: 0x00000010 -> 0x0000009d`; decimal only below a header, or it could be anything.
pub(crate) fn early_pfns<'t>(s: &mut Scan<'t>, is_listed: bool) -> Scanned<Item<'t>> {
    let nid = s.dec()?;
    s.lit(":")?;
    s.ws();
    if !is_listed && !s.rest().starts_with("0x") {
        return Err(Stop::No);
    }
    let (range, doubt) = pfns(s, SourceKind::Early)?;
    let mut row = Range::new(SourceKind::Early, range);
    row.nid = Some(nid);
    row.doubt = doubt;
    Ok(Item::Range(row))
}

/// `node 0 deferred pages initialised in 57ms`; `node 0 initialised, 4141394 pages in 50ms`.
fn deferred<'t>(s: &mut Scan<'t>, nid: u64) -> Scanned<Item<'t>> {
    let pages = if s.maybe("deferred pages initialised in")? {
        None
    } else {
        s.words("initialised,")?;
        let pages = s.dec()?;
        s.words("pages in")?;
        Some(pages)
    };
    let ms = s.dec()?;
    s.lit("ms")?;
    Ok(Item::Fact(Fact::Deferred { nid, pages, ms }))
}

/// `Movable zone start for each node`: what follows says it all.
pub(crate) fn movable_header<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("Movable zone start for each node")?;
    Ok(Item::Noted)
}

/// `Node 0: 0x0000000140000000`.
pub(crate) fn movable<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("Node")?;
    let nid = s.dec()?;
    s.lit(":")?;
    let addr = s.hex()?;
    if !s.at_end() {
        return Err(Stop::No);
    }
    Ok(Item::Fact(Fact::MovableStart { nid, addr }))
}

/// `Initmem setup node 0 [mem 0x1000-0x1bfffffff]`.
pub(crate) fn node_range<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("Initmem setup node")?;
    let nid = s.dec()?;
    let (base, end) = s.mem_range()?;
    Ok(Item::Fact(Fact::NodeRange { nid, base, end }))
}

/// `On node 0 totalpages: 523898`; `On node 0, zone DMA: 390 pages in unavailable ranges`.
pub(crate) fn on_node<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("On node")?;
    let nid = s.dec()?;
    if s.maybe("totalpages:")? {
        let pages = s.dec()?;
        return Ok(Item::Fact(Fact::NodePages { nid, pages }));
    }
    s.lit(",")?;
    s.words("zone")?;
    s.ws();
    let zone = Box::from(s.until(':')?);
    let pages = s.dec()?;
    s.words("pages in unavailable ranges")?;
    Ok(Item::Fact(Fact::Unavailable { nid, zone, pages }))
}

/// `DMA zone: 523898 pages, LIFO batch:63`, and what of them holds struct pages or is reserved.
pub(crate) fn zone_pages<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    let zone = s.word()?;
    if !NAMES.contains(&zone) {
        return Err(Stop::No);
    }
    s.words("zone:")?;
    let pages = s.dec()?;
    let zone = Box::from(zone);
    if s.maybe("pages used for memmap")? || s.maybe("pages reserved")? {
        return Ok(Item::Fact(Fact::ZoneTaken { zone, pages }));
    }
    s.words("pages, LIFO batch:")?;
    s.dec()?;
    Ok(Item::Fact(Fact::ZonePages { zone, pages }))
}

/// `Zeroed struct page in unavailable ranges: 7349 pages`.
pub(crate) fn unavailable<'t>(s: &mut Scan<'t>) -> Scanned<Item<'t>> {
    s.words("Zeroed struct page in unavailable ranges:")?;
    let pages = s.dec()?;
    s.words("pages")?;
    Ok(Item::Fact(Fact::UnavailableInAll { pages }))
}
