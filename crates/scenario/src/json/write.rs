//! Writes a scenario file: a field to a line, a region to a line, a variant to a line.

use serde_json::Value;

use super::VERSION;
use crate::Scenario;

impl Scenario {
    /// The scenario as a file, which [`Scenario::from_json`] reads back exactly. The same
    /// scenario gives the same text.
    pub fn to_json(&self) -> String {
        let setup = &self.setup;
        let kernel = self.usual_kernel();
        let regions = setup.memory.regions().iter().map(|region| {
            let (base, end) = (region.base.get(), region.end.get());
            format!("[{base}, {end}, {}, {}]", region.nid, region.flags.get())
        });
        let variants = self.variants.iter().map(|named| {
            let name = Value::from(named.name.as_str());
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
        let fields = [
            Some(("version", VERSION.to_string())),
            title.map(|title| ("title", Value::from(title).to_string())),
            Some(("arch", Value::from(setup.arch.name).to_string())),
            Some(("memory", rows(regions))),
            Some(("cmdline", Value::from(setup.words.to_string()).to_string())),
            Some(("kernel", Value::from(kernel.name()).to_string())),
            Some(("deferred_init", setup.deferred_init.to_string())),
            Some(("variants", rows(variants))),
            Some(("view", Value::from(self.view.name()).to_string())),
        ];
        let fields: Vec<String> = fields
            .into_iter()
            .flatten()
            .map(|(name, value)| format!("  \"{name}\": {value}"))
            .collect();
        format!("{{\n{}\n}}\n", fields.join(",\n"))
    }
}

/// A list with a row to a line.
fn rows(rows: impl Iterator<Item = String>) -> String {
    let rows: Vec<String> = rows.map(|row| format!("    {row}")).collect();
    match rows.is_empty() {
        true => "[]".to_owned(),
        false => format!("[\n{}\n  ]", rows.join(",\n")),
    }
}
