//! A log beside the model, as JSON: `zonescope check --format json`.

use serde::Serialize;
use zonescope_model::{Check, Field, Gap, Nid, Patch, Subject, Variant, Zone};
use zonescope_scenario::json_document;

use crate::check::name;

#[derive(Serialize)]
struct Answer<'a> {
    version: u32,
    equal: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    used: Option<&'a str>,
    variant: Named,
    /// The release compared with, by its slug.
    release: Option<&'static str>,
    /// The stable releases that explain the log.
    releases: Vec<&'static str>,
    compared: usize,
    differences: Vec<Difference>,
    explained_by: Vec<Named>,
    tells_apart: Vec<Tells>,
    managed: Vec<Managed>,
}

#[derive(Serialize)]
struct Named {
    name: String,
    patches: Vec<&'static str>,
    kernel: &'static str,
}

#[derive(Serialize)]
struct About {
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    nid: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<&'static str>,
    field: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<String>,
}

#[derive(Serialize)]
struct Difference {
    #[serde(flatten)]
    about: About,
    log: i128,
    model: i128,
}

#[derive(Serialize)]
struct Tells {
    #[serde(flatten)]
    about: About,
    values: Vec<i128>,
}

#[derive(Serialize)]
struct Managed {
    nid: u16,
    memory: u64,
    present: i128,
    managed: u64,
    reserved: u64,
    memmap: u64,
    tables: u64,
    lost: u64,
}

/// The comparison for machines. Pages and pfns; `values` go with `explained_by`.
///
/// # Errors
/// None is known: every field is a number or text.
pub fn check_json(check: &Check, used: Option<&str>) -> Result<String, serde_json::Error> {
    let explanation = &check.explanation;
    let answer = Answer {
        version: 1,
        equal: check.comparison.is_equal(),
        used,
        variant: Named::from(check.variant),
        release: check.release_compared().map(|release| release.slug),
        releases: check.releases_that_explain().map(|release| release.slug).collect(),
        compared: check.comparison.compared.len(),
        differences: check
            .comparison
            .differences()
            .map(|difference| Difference {
                about: About::new(difference.subject, difference.field),
                log: difference.log,
                model: difference.model,
            })
            .collect(),
        explained_by: explanation.members.iter().copied().map(Named::from).collect(),
        tells_apart: explanation
            .observations
            .iter()
            .map(|observation| Tells {
                about: About::new(observation.subject, observation.field),
                values: observation.values.clone(),
            })
            .collect(),
        managed: check.gaps.iter().map(Managed::from).collect(),
    };
    json_document(&answer)
}

impl From<Variant> for Named {
    fn from(variant: Variant) -> Named {
        Named {
            name: name(variant),
            patches: variant.patches.iter().map(Patch::slug).collect(),
            kernel: variant.kernel.name(),
        }
    }
}

impl About {
    fn new(subject: Subject, field: Field) -> About {
        About {
            what: subject.name(),
            nid: subject.nid().map(Nid::get),
            zone: subject.zone().map(Zone::name),
            field: field.name(),
            warning: match field {
                Field::Warning(warning) => Some(warning.to_string()),
                _ => None,
            },
        }
    }
}

impl From<&Gap> for Managed {
    fn from(gap: &Gap) -> Managed {
        Managed {
            nid: gap.nid.get(),
            memory: gap.memory,
            present: gap.present,
            managed: gap.managed,
            reserved: gap.reserved,
            memmap: gap.memmap,
            tables: gap.tables,
            lost: gap.lost(),
        }
    }
}
