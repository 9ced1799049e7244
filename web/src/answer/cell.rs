//! Table cells that hold a number of the model's, for people (grouped, with its size) and for
//! machines (`data-*`, undecorated). Each can be asked where it comes from, in a table that
//! [`Asking`](super::asking::Asking) is around.

use yew::prelude::*;
use zonescope_model::{MachineField, Nid, NodeField, Pfn, Quantity, Value, Zone, ZoneField};

use crate::bench::Asked;
use crate::parts::number;

/// Selects what is pressed to ask for a number.
pub const ASK: &str = "button.ask";

/// The number that a cell says it has.
pub fn quantity(node: Option<&str>, zone: Option<&str>, field: &str) -> Option<Quantity> {
    let nid = |id: &str| id.parse().ok().and_then(Nid::new);
    Some(match (node, zone) {
        (Some(node), Some(zone)) => Quantity::Zone {
            nid: nid(node)?,
            zone: Zone::ALL.into_iter().find(|known| known.name() == zone)?,
            field: ZoneField::from_name(field)?,
        },
        (Some(node), None) => {
            Quantity::Node { nid: nid(node)?, field: NodeField::from_name(field)? }
        }
        (None, _) => Quantity::Machine { field: MachineField::from_name(field)? },
    })
}

/// What a cell's number belongs to.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// The variant's name.
    pub variant: &'a str,
    /// The node, unless it is a sum over the machine.
    pub node: Option<Nid>,
    /// The zone, unless it is the node's or the machine's.
    pub zone: Option<Zone>,
    /// log2 of the page size.
    pub page_shift: u32,
    /// The number whose derivation is shown, where its cell is marked.
    pub asked: Option<&'a Asked>,
}

/// A number as it stands in a cell: the text on top, the smaller one under it, a tooltip, and
/// the value.
struct Shown {
    value: String,
    text: String,
    under: String,
    title: Option<String>,
    class: &'static str,
}

impl<'a> At<'a> {
    /// What `quantity` belongs to, in that variant.
    pub fn of(quantity: Quantity, variant: &'a str, page_shift: u32) -> At<'a> {
        At { variant, node: quantity.nid(), zone: quantity.zone(), page_shift, asked: None }
    }

    /// A number of whatever kind.
    pub fn value(self, field: &'static str, value: Value) -> Html {
        match value {
            Value::Pages(pages) => self.pages(field, pages, false),
            Value::Pfn(Some(pfn)) => self.pfn(field, pfn, false),
            Value::Pfn(None) => self.no_pfn(field),
            // No number of an outcome is one.
            Value::Range(_) => Html::default(),
        }
    }

    /// A number of pages.
    pub fn pages(self, field: &'static str, pages: impl Into<i128>, changed: bool) -> Html {
        let pages = pages.into();
        self.cell(
            field,
            changed,
            Shown {
                value: pages.to_string(),
                text: number::count(pages),
                under: match pages {
                    0 => String::new(),
                    _ => number::size(pages, self.page_shift),
                },
                title: None,
                class: match pages {
                    0 => "zero",
                    ..0 => "bad",
                    _ => "",
                },
            },
        )
    }

    /// A pfn.
    pub fn pfn(self, field: &'static str, pfn: Pfn, changed: bool) -> Html {
        self.cell(
            field,
            changed,
            Shown {
                value: pfn.get().to_string(),
                text: pfn.to_string(),
                under: number::place(pfn, self.page_shift),
                title: Some(number::pfn_title(pfn, self.page_shift)),
                class: "pfn",
            },
        )
    }

    /// A pfn that may be none.
    pub fn maybe_pfn(self, field: &'static str, pfn: Option<Pfn>) -> Html {
        self.value(field, Value::Pfn(pfn))
    }

    /// No pfn. Machines read the kernel's 0 where it has one.
    fn no_pfn(self, field: &'static str) -> Html {
        let value = match field {
            "movable_pfn" => "0",
            _ => "none",
        };
        self.cell(
            field,
            false,
            Shown {
                value: value.to_owned(),
                text: "none".to_owned(),
                under: String::new(),
                title: None,
                class: "zero",
            },
        )
    }

    /// Whether it is this number that is asked about.
    fn is_asked(&self, field: &str) -> bool {
        self.asked.is_some_and(|asked| {
            let of = asked.quantity;
            asked.variant == self.variant
                && (of.nid(), of.zone(), of.name()) == (self.node, self.zone, field)
        })
    }

    fn cell(self, field: &'static str, changed: bool, shown: Shown) -> Html {
        let nid = self.node.map(|nid| nid.to_string());
        let is_asked = self.is_asked(field);
        html! {
            <td class={classes!("num", shown.class, changed.then_some("changed"), is_asked.then_some("asked"))}
                role="cell"
                title={shown.title}
                data-variant={self.variant.to_owned()}
                data-node={nid}
                data-zone={self.zone.map(Zone::name)}
                data-field={field}
                data-value={shown.value}>
                if changed {
                    <span class="sr">{ "changed: " }</span>
                }
                <button type="button" class="ask" tabindex="-1"
                    aria-current={is_asked.then_some("true")}>{ shown.text }</button>
                if !shown.under.is_empty() {
                    <small>{ shown.under }</small>
                }
            </td>
        }
    }
}
