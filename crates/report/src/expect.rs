//! An outcome as JSON, in the form golden data has it: `expect` of `zonescope eval --jsonl`. All
//! counts are pages, all starts and ends pfns.

use serde::ser::{SerializeMap, Serializer};
use serde::Serialize;
use zonescope_model::{
    MachineField, Nid, NodeField, NodeOutcome, Outcome, Quantity, ZoneField, ZoneOutcome,
};

/// What a line of golden data expects, computed.
#[derive(Serialize)]
pub struct Expect<'a> {
    nodes: Vec<Node<'a>>,
    memmap: Memmap<'a>,
    warnings: Vec<String>,
}

struct Node<'a>(&'a NodeOutcome);

struct Zones<'a>(&'a NodeOutcome);

struct Zone<'a>(Nid, &'a ZoneOutcome);

struct Memmap<'a>(&'a Outcome);

impl<'a> From<&'a Outcome> for Expect<'a> {
    fn from(outcome: &'a Outcome) -> Expect<'a> {
        Expect {
            nodes: outcome.nodes.iter().map(Node).collect(),
            memmap: Memmap(outcome),
            warnings: outcome.warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (node, nid) = (self.0, self.0.nid);
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("nid", &nid.get())?;
        for field in NodeField::ALL {
            let number = Quantity::Node { nid, field }.number(field.of(node));
            map.serialize_entry(field.name(), &number)?;
        }
        map.serialize_entry("zones", &Zones(node))?;
        map.end()
    }
}

impl Serialize for Zones<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let zones = self.0.zones.iter();
        to.collect_map(zones.map(|zone| (zone.zone.name(), Zone(self.0.nid, zone))))
    }
}

impl Serialize for Zone<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Zone(nid, zone) = *self;
        // Golden data has no end, which is start and spanned together.
        let fields = ZoneField::ALL.into_iter().filter(|field| *field != ZoneField::End);
        to.collect_map(fields.map(|field| {
            let quantity = Quantity::Zone { nid, zone: zone.zone, field };
            (field.name(), quantity.number(field.of(zone)))
        }))
    }
}

impl Serialize for Memmap<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        // Golden data has the others zone by zone.
        to.collect_map(
            MachineField::beside_zones()
                .map(|field| (field.name(), Quantity::Machine { field }.number(field.of(self.0)))),
        )
    }
}
