//! Table cells that hold a number of the model's, for people (grouped, with its size) and for
//! machines (`data-*`, undecorated). Each can be asked where it comes from, in a table that
//! [`Asking`](super::asking::Asking) is around.

use yew::prelude::*;
use zonescope_model::{MachineField, Quantity, Value, Zone};

use crate::bench::Asked;
use crate::parts::number;

/// Selects what is pressed to ask for a number.
pub const ASK: &str = "button.ask";

/// How a row's numbers are shown, and whose they are.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// The variant's name.
    pub variant: &'a str,
    /// log2 of the page size.
    pub page_shift: u32,
    /// The number whose derivation is shown, where its cell is marked.
    pub asked: Option<&'a Asked>,
}

/// What stands with a number: a smaller text under it, a tooltip, and how it looks.
#[derive(Default)]
struct Beside {
    under: String,
    title: Option<String>,
    class: &'static str,
}

impl At<'_> {
    fn beside(self, value: Value) -> Beside {
        match value {
            Value::Pages(0) => Beside { class: "zero", ..Beside::default() },
            Value::Pages(pages) => Beside {
                under: number::size(pages, self.page_shift),
                title: None,
                class: if pages < 0 { "bad" } else { "" },
            },
            Value::Pfn(Some(pfn)) => Beside {
                under: number::place(pfn, self.page_shift),
                title: Some(number::pfn_title(pfn, self.page_shift)),
                class: "pfn",
            },
            // No number of an outcome is a range.
            Value::Pfn(None) | Value::Range(_) => Beside { class: "zero", ..Beside::default() },
        }
    }

    /// The cell of a number; `changed` marks it.
    pub fn cell(self, quantity: Quantity, value: Value, changed: bool) -> Html {
        let mut beside = self.beside(value);
        if quantity == (Quantity::Machine { field: MachineField::InitEarly }) {
            // Counted with every repeat: a size would be of memory that is not there.
            beside.under.clear();
        }
        let number = quantity.number(value).map_or("none".to_owned(), |number| number.to_string());
        let is_asked = self
            .asked
            .is_some_and(|asked| asked.quantity == quantity && asked.variant == self.variant);
        html! {
            <td class={classes!("num", beside.class, changed.then_some("changed"), is_asked.then_some("asked"))}
                role="cell"
                title={beside.title}
                data-variant={self.variant.to_owned()}
                data-node={quantity.nid().map(|nid| nid.to_string())}
                data-zone={quantity.zone().map(Zone::name)}
                data-field={quantity.name()}
                data-value={number}>
                if changed {
                    <span class="sr">{ "changed: " }</span>
                }
                <button type="button" class="ask" tabindex="-1"
                    aria-current={is_asked.then_some("true")}>{ number::value(value) }</button>
                if !beside.under.is_empty() {
                    <small>{ beside.under }</small>
                }
            </td>
        }
    }
}

/// The class that gives a zone its colour.
pub const fn class_of(zone: Zone) -> &'static str {
    match zone {
        Zone::Dma => "dma",
        Zone::Dma32 => "dma32",
        Zone::Normal => "normal",
        Zone::Movable => "movable",
    }
}
