//! Table cells that hold a number of the model's, for people (grouped, with its size) and for
//! machines (`data-*`, undecorated).

use yew::prelude::*;
use zonescope_model::{Nid, Pfn, Zone};

use crate::number;

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

impl At<'_> {
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

    /// A pfn that may be none; machines read the kernel's own value for that.
    pub fn maybe_pfn(self, field: &'static str, pfn: Option<Pfn>, none: &'static str) -> Html {
        match pfn {
            Some(pfn) => self.pfn(field, pfn, false),
            None => self.cell(
                field,
                false,
                Shown {
                    value: none.to_owned(),
                    text: "none".to_owned(),
                    under: String::new(),
                    title: None,
                    class: "zero",
                },
            ),
        }
    }

    fn cell(self, field: &'static str, changed: bool, shown: Shown) -> Html {
        let nid = self.node.map(|nid| nid.to_string());
        html! {
            <td class={classes!("num", shown.class, changed.then_some("changed"))}
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
                { shown.text }
                if !shown.under.is_empty() {
                    <small>{ shown.under }</small>
                }
            </td>
        }
    }
}
