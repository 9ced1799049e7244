//! `zonescope explain`: how a number came about.

use clap::error::{Error, ErrorKind};
use zonescope_model::{derive, Derivation, Nid, Quantity, Zone};
use zonescope_report::{derivation_json, derivation_text, plain};
use zonescope_scenario::Scenario;

use crate::choice::Choice;
use crate::format::Format;

#[derive(clap::Args)]
#[command(after_help = help())]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,
    /// The node the number belongs to; without it the number is the whole machine's
    #[arg(long, value_name = "NID", value_parser = node)]
    node: Option<Nid>,
    /// The zone of that node; without it the number is the node's own
    #[arg(long, value_name = "NAME", value_parser = zone, requires = "node")]
    zone: Option<Zone>,
    /// Which number, by its name in the tables
    #[arg(long, value_name = "FIELD")]
    field: String,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

fn help() -> String {
    let node = Some(Nid::default());
    format!(
        "Fields of a zone: {}.\nOf a node: {}.\nOf the machine: {}.\n\n{HELP}",
        names(node, Some(Zone::Normal)),
        names(node, None),
        names(None, None),
    )
}

const HELP: &str = "\
Variants that get there by the same steps are explained together. After the steps: what the
number would be with one of the patches switched over, where it would differ.

Examples:
  zonescope explain dmesg.txt --node 0 --zone Normal --field absent
  zonescope explain dmesg.txt --node 1 --field first_deferred_pfn --variant clip
  zonescope explain dmesg.txt --field never_init

JSON: `derivations` ({variants, kernel, node, zone, field, value, steps, effects}); a step has
rule, function, text, inputs and result; pfns and pages are numbers, none is null, ranges are
[start, end).";

fn node(id: &str) -> Result<Nid, String> {
    let id = id.parse().ok().and_then(Nid::new);
    id.ok_or_else(|| format!("a node is a number from 0 to {}", Nid::MAX))
}

fn zone(name: &str) -> Result<Zone, String> {
    let names = Zone::ALL.map(Zone::name);
    let known = Zone::ALL.into_iter().find(|zone| zone.name().eq_ignore_ascii_case(name));
    known.ok_or_else(|| format!("there are {}", names.join(", ")))
}

pub fn run(arguments: &Arguments) -> Result<String, String> {
    let quantity = arguments
        .quantity()
        .unwrap_or_else(|message| crate::refuse(&Error::raw(ErrorKind::InvalidValue, message)));
    let scenario = arguments.choice.scenario()?;
    let derivations = derivations(&scenario, quantity)?;
    let arch = &scenario.setup.arch;
    match arguments.format {
        Format::Text => {
            let texts: Vec<String> = derivations
                .iter()
                .map(|(names, derivation)| {
                    let names = format!("{}, {}", names.join(", "), derivation.variant.kernel);
                    derivation_text(&plain(&names), derivation, arch)
                })
                .collect();
            Ok(texts.join("\n"))
        }
        Format::Json => derivation_json(&derivations, arch).map_err(|error| error.to_string()),
    }
}

impl Arguments {
    /// What is asked for; or that there is no such number.
    fn quantity(&self) -> Result<Quantity, String> {
        Quantity::named(self.node, self.zone, &self.field).ok_or_else(|| {
            let of = match (self.node, self.zone) {
                (Some(_), Some(_)) => "zone",
                (Some(_), None) => "node (a zone's needs --zone)",
                (None, _) => "machine (a node's or zone's needs --node)",
            };
            let fields = names(self.node, self.zone);
            format!("`{}` is no field of a {of}: there are {fields}\n", self.field)
        })
    }
}

/// The names of all numbers of a place.
fn names(node: Option<Nid>, zone: Option<Zone>) -> String {
    let names: Vec<&str> = Quantity::all_at(node, zone).into_iter().map(Quantity::name).collect();
    names.join(", ")
}

/// The derivation under every variant; those with the same steps and the same patches deciding,
/// on one kernel, are one.
fn derivations(
    scenario: &Scenario,
    quantity: Quantity,
) -> Result<Vec<(Vec<String>, Derivation)>, String> {
    let mut derivations: Vec<(Vec<String>, Derivation)> = Vec::new();
    for named in &scenario.variants {
        let derivation = derive(&scenario.setup, named.variant, quantity).ok_or_else(|| {
            match quantity.nid() {
                Some(nid) => format!("node {nid} has no memory"),
                None => "the machine has no memory".to_owned(),
            }
        })?;
        let twin = derivations.iter_mut().find(|(_, known)| {
            known.steps == derivation.steps
                && known.effects == derivation.effects
                && known.variant.kernel == derivation.variant.kernel
        });
        match twin {
            Some((names, _)) => names.push(named.name.clone()),
            None => derivations.push((vec![named.name.clone()], derivation)),
        }
    }
    Ok(derivations)
}
