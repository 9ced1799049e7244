//! Writes a scenario file: a field to a line, a region to a line, a variant to a line.

use serde_json::Value;
use zonescope_model::{Arch, Region};

use super::document::json_line;
use super::machine::mirrored_to_json;
use super::read::ARCH_FIELDS;
use super::VERSION;
use crate::Scenario;

impl Scenario {
    /// The scenario as a file, which [`Scenario::from_json`] reads back exactly. The same
    /// scenario gives the same text. A machine that does not give the memory is left out.
    pub fn to_json(&self) -> String {
        let setup = &self.setup;
        let kernel = self.usual_kernel();
        let variants = self.variants.iter().map(|named| {
            let name = json_line(&Value::from(named.name.as_str()));
            let slugs: Vec<String> = named
                .variant
                .patches
                .iter()
                .map(|patch| Value::from(patch.slug()).to_string())
                .collect();
            let slugs = slugs.join(", ");
            match named.variant.kernel == kernel {
                true => format!(r#"{{"name": {name}, "patches": [{slugs}]}}"#),
                false => {
                    let kernel = Value::from(named.variant.kernel.name());
                    format!(r#"{{"name": {name}, "patches": [{slugs}], "kernel": {kernel}}}"#)
                }
            }
        });
        let title = Some(self.title.as_str()).filter(|title| !title.is_empty());
        let machine = self.machine.as_ref().filter(|mirrored| mirrored.gives(&setup.memory));
        let fields = [
            Some(("version", VERSION.to_string())),
            title.map(|title| ("title", json_line(&Value::from(title)))),
            Some(("arch", arch(&setup.arch))),
            Some(("memory", rows(setup.memory.regions().iter().map(row), 1))),
            machine.map(|mirrored| ("machine", mirrored_to_json(mirrored))),
            Some(("cmdline", Value::from(setup.words.to_string()).to_string())),
            Some(("kernel", Value::from(kernel.name()).to_string())),
            Some(("deferred_init", setup.deferred_init.to_string())),
            Some(("variants", rows(variants, 1))),
            Some(("view", Value::from(self.view.name()).to_string())),
        ];
        let fields: Vec<_> = fields.into_iter().flatten().collect();
        object(&fields, 0) + "\n"
    }
}

fn arch(arch: &Arch) -> String {
    if !arch.is_custom() {
        return Value::from(arch.name).to_string();
    }
    let values = [
        arch.page_shift.into(),
        arch.max_page_order.into(),
        arch.section_size_bits.into(),
        arch.dma_end.get(),
        arch.dma32_end.get(),
    ];
    let fields: Vec<String> = ARCH_FIELDS
        .iter()
        .zip(values)
        .map(|(name, value): (_, u64)| format!("\"{name}\": {value}"))
        .collect();
    format!("{{{}}}", fields.join(", "))
}

/// An object that begins `depth` levels in, with a field to a line.
pub(super) fn object(fields: &[(&str, String)], depth: usize) -> String {
    let fields = fields.iter().map(|(name, value)| format!("\"{name}\": {value}"));
    lines('{', fields, '}', depth)
}

/// A list that begins `depth` levels in, with a row to a line.
pub(super) fn rows(rows: impl Iterator<Item = String>, depth: usize) -> String {
    lines('[', rows, ']', depth)
}

fn lines(open: char, lines: impl Iterator<Item = String>, close: char, depth: usize) -> String {
    let margin = "  ".repeat(depth);
    let lines: Vec<String> = lines.map(|line| format!("{margin}  {line}")).collect();
    match lines.is_empty() {
        true => format!("{open}{close}"),
        false => format!("{open}\n{}\n{margin}{close}", lines.join(",\n")),
    }
}

/// A region as base, end, node, flags.
pub(super) fn row(region: &Region) -> String {
    let (base, end) = (region.base.get(), region.end.get());
    format!("[{base}, {end}, {}, {}]", region.nid, region.flags.get())
}
