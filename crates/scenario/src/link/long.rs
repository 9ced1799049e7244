//! The long form: a scenario in words (docs/link.md, "The long form").

use zonescope_model::{
    Amount, Arch, BootWords, Kernel, MemoryMap, Patch, PatchSet, Setup, Variant,
};

use super::long_machine::{self, MachineFields};
use super::long_number::{amount, write_amount};
use super::long_regions::{read_regions, write_regions};
use super::registry::{default_variants, slugs, ARCHS, KERNELS, VIEWS};
use super::repair::unescape;
use super::{LinkError, MAX_BYTES, MAX_VARIANTS};
use crate::{NamedVariant, Scenario, View};

/// Why a part is refused, with as much of it as helps.
pub(super) fn part(part: &str, expected: &'static str) -> LinkError {
    const SHOWN: usize = 40;
    let mut shown: String = part.chars().take(SHOWN).collect();
    if part.chars().nth(SHOWN).is_some() {
        shown.push_str("...");
    }
    LinkError::Part { part: shown, expected }
}

/// The fields before the regions, as far as they came.
#[derive(Default)]
struct Fields<'a> {
    seen: Vec<&'a str>,
    words: BootWords,
    nodefer: bool,
    arch: Option<Arch>,
    kernel: Option<Kernel>,
    variants: Option<&'a str>,
    view: Option<View>,
    title: Option<String>,
    machine: MachineFields<'a>,
}

/// The scenario of a link that starts with `v`.
pub(super) fn read(link: &str) -> Result<Scenario, LinkError> {
    let (head, last) = link.rsplit_once(';').ok_or(LinkError::Cut { missing: None })?;
    let mut parts = head.split(';');
    match parts.next() {
        Some("v1") => {}
        version => return Err(part(version.unwrap_or_default(), "`v1`, the version")),
    }
    let mut fields = Fields::default();
    for field in parts {
        fields.take(field)?;
    }
    let kernel = fields.kernel.unwrap_or(KERNELS[0]);
    let machine = fields.machine.read(last)?;
    let memory = match &machine {
        Some(mirrored) => mirrored.map().map_err(LinkError::Machine)?.0,
        None => MemoryMap::new(read_regions(last)?).map_err(LinkError::Map)?,
    };
    let scenario = Scenario {
        title: fields.title.unwrap_or_default(),
        setup: Setup {
            memory,
            words: fields.words,
            arch: fields.arch.unwrap_or(Arch::X86_64),
            deferred_init: !fields.nodefer,
        },
        machine,
        variants: match fields.variants {
            None => default_variants()
                .map(|(name, patches)| named_variant(name, patches, kernel))
                .collect(),
            Some("") => Vec::new(),
            Some(list) => read_variants(list, kernel)?,
        },
        view: fields.view.unwrap_or(VIEWS[0]),
    };
    Ok(scenario.normalised())
}

impl<'a> Fields<'a> {
    fn take(&mut self, field: &'a str) -> Result<(), LinkError> {
        let (name, value) = match field.split_once(':') {
            Some((name, value)) => (name, Some(value)),
            None => (field, None),
        };
        if self.seen.contains(&name) {
            return Err(part(field, "each field once, and the regions last"));
        }
        self.seen.push(name);
        match (name, value) {
            ("mirror", None) => self.words.mirror = true,
            ("movable_node", None) => self.words.movable_node = true,
            ("kdump", None) => self.words.kdump = true,
            ("nodefer", None) => self.nodefer = true,
            ("kernelcore", Some(value)) => self.words.kernelcore = Some(read_amount(value)?),
            ("movablecore", Some(value)) => self.words.movablecore = Some(read_amount(value)?),
            ("arch", Some(value)) => {
                self.arch = Some(value.parse().map_err(LinkError::Constants)?);
            }
            ("kernel", Some(value)) => self.kernel = Some(read_kernel(value)?),
            ("variants", Some(value)) => self.variants = Some(value),
            ("view", Some(value)) => {
                let view = View::from_name(value);
                let expected = "a view: zones, init, sweep, matrix or check";
                self.view = Some(view.ok_or_else(|| part(value, expected))?);
            }
            ("title", Some(value)) => self.title = Some(read_text(value)),
            ("machine", Some(value)) => self.machine.setting = Some(value),
            ("granularity", Some(value)) => self.machine.granularity = Some(value),
            ("below", Some(value)) => self.machine.below = Some(value),
            _ => {
                return Err(part(
                    field,
                    "mirror, movable_node, kdump, nodefer, or a value for kernelcore:, \
                     movablecore:, arch:, kernel:, variants:, view:, title:, machine:, \
                     granularity: or below:",
                ))
            }
        }
        Ok(())
    }
}

fn read_amount(text: &str) -> Result<Amount, LinkError> {
    amount(text).ok_or_else(|| part(text, "an amount, such as 4G or 25pct"))
}

fn read_kernel(name: &str) -> Result<Kernel, LinkError> {
    Kernel::from_name(name).ok_or_else(|| part(name, "a kernel: v6.12 or v6.18"))
}

/// `_` is a space, `~2c` a byte.
fn read_text(text: &str) -> String {
    unescape(&text.replace('_', " "), b'~')
}

fn named_variant(name: &str, patches: PatchSet, kernel: Kernel) -> NamedVariant {
    NamedVariant { name: name.to_owned(), variant: Variant { kernel, patches } }
}

fn read_variants(list: &str, usual: Kernel) -> Result<Vec<NamedVariant>, LinkError> {
    let count = list.split(',').count();
    if count > MAX_VARIANTS {
        return Err(LinkError::TooManyVariants { count });
    }
    list.split(',').map(|text| read_variant(text, usual)).collect()
}

/// `set`, `set/kernel` or `set/kernel/name`.
fn read_variant(text: &str, usual: Kernel) -> Result<NamedVariant, LinkError> {
    let mut parts = text.splitn(3, '/');
    let set = parts.next().unwrap_or_default();
    let kernel = match parts.next() {
        None | Some("") => usual,
        Some(name) => read_kernel(name)?,
    };
    let mut variant = match default_variants().find(|(name, _)| *name == set) {
        Some((name, patches)) => named_variant(name, patches, kernel),
        None => {
            let patches: PatchSet = set
                .split('+')
                .map(|slug| {
                    let expected = "a named variant, or slugs of patches joined by `+`";
                    Patch::from_slug(slug).ok_or_else(|| part(set, expected))
                })
                .collect::<Result<_, _>>()?;
            named_variant(&slugs(patches), patches, kernel)
        }
    };
    if let Some(name) = parts.next() {
        variant.name = read_text(name);
    }
    Ok(variant)
}

/// The long form of a scenario in normal form.
pub(super) fn write(scenario: &Scenario) -> Result<String, LinkError> {
    let setup = &scenario.setup;
    let mut fields = vec!["v1".to_owned()];
    fields.extend(write_words(&setup.words));
    if !setup.deferred_init {
        fields.push("nodefer".to_owned());
    }
    if !ARCHS.contains(&Some(setup.arch)) && !setup.arch.is_custom() {
        return Err(LinkError::Arch(setup.arch.name));
    }
    if setup.arch != Arch::X86_64 {
        fields.push(format!("arch:{}", setup.arch));
    }
    let kernel = scenario.usual_kernel();
    if kernel != KERNELS[0] {
        fields.push(format!("kernel:{kernel}"));
    }
    fields.extend(write_variants(&scenario.variants, kernel)?);
    if scenario.view != VIEWS[0] {
        fields.push(format!("view:{}", scenario.view));
    }
    if !scenario.title.is_empty() {
        fields.push(format!("title:{}", write_text(&scenario.title)));
    }
    match &scenario.machine {
        Some(mirrored) => fields.extend(long_machine::write(mirrored)?),
        None => fields.push(write_regions(setup.memory.regions())?),
    }
    let link = fields.join(";");
    match link.len() {
        0..=MAX_BYTES => Ok(link),
        bytes => Err(LinkError::TooLong { bytes }),
    }
}

fn write_words(words: &BootWords) -> impl Iterator<Item = String> {
    [
        words.mirror.then(|| "mirror".to_owned()),
        words.kernelcore.map(|amount| format!("kernelcore:{}", write_amount(amount))),
        words.movablecore.map(|amount| format!("movablecore:{}", write_amount(amount))),
        words.movable_node.then(|| "movable_node".to_owned()),
        words.kdump.then(|| "kdump".to_owned()),
    ]
    .into_iter()
    .flatten()
}

/// The field, unless the variants are the six on one kernel.
fn write_variants(variants: &[NamedVariant], usual: Kernel) -> Result<Option<String>, LinkError> {
    let six = default_variants().map(|(name, patches)| named_variant(name, patches, usual));
    if six.eq(variants.iter().cloned()) {
        return Ok(None);
    }
    let count = variants.len();
    if count > MAX_VARIANTS {
        return Err(LinkError::TooManyVariants { count });
    }
    let list: Vec<String> = variants.iter().map(|variant| write_variant(variant, usual)).collect();
    Ok(Some(format!("variants:{}", list.join(","))))
}

fn write_variant(NamedVariant { name, variant }: &NamedVariant, usual: Kernel) -> String {
    let kernel = match variant.kernel == usual {
        true => "",
        false => variant.kernel.name(),
    };
    let slugs = slugs(variant.patches);
    let known = default_variants().any(|known| known == (name.as_str(), variant.patches));
    // `base` with patches, or another name that is taken, would be read as what it names.
    let (set, name) = match known || *name == slugs {
        true => (name, ""),
        false => (&slugs, name.as_str()),
    };
    match (kernel, name) {
        ("", "") => set.clone(),
        (kernel, "") => format!("{set}/{kernel}"),
        (kernel, name) => format!("{set}/{kernel}/{}", write_text(name)),
    }
}

fn write_text(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => escaped.push('_'),
            b'.' | b'-' | b'+' | b'(' | b')' => escaped.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => escaped.push(byte.into()),
            _ => escaped.push_str(&format!("~{byte:02x}")),
        }
    }
    escaped
}
