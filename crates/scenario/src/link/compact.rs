//! A scenario as the fields of the compact form (docs/link.md, "Fields, in order").

use zonescope_model::{Amount, BootWords, Kernel, MemoryMap, Release, Setup, Variant};

use super::bits::{Reader, Writer};
use super::registry::{self, bits_of, entry, number_of, patches_of, slugs};
use super::{arch, frame, machine, map, LinkError, MAX_VARIANTS};
use crate::normal::MAX_TEXT;
use crate::{NamedVariant, Scenario};

/// The most bytes a text has: four for each character.
const TEXT_BYTES: usize = 4 * MAX_TEXT;

/// Bits of the boot words.
const NO_MIRROR: u64 = 1;
const MOVABLE_NODE: u64 = 2;
const KDUMP: u64 = 4;
const KERNELCORE: u64 = 8;
const MOVABLECORE: u64 = 16;
const EARLY_PAGE_EXT: u64 = 32;

/// How many bits hold the length of an amount.
const AMOUNT: u32 = 7;

/// The link of a scenario in normal form.
pub(super) fn encode(scenario: &Scenario) -> Result<String, LinkError> {
    Ok(frame::wrap(&body(scenario, Releases::Numbered)?))
}

/// How releases are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Releases {
    /// By their numbers.
    Numbered,
    /// As links had to that were made before releases had numbers.
    SpeltOut,
}

fn body(scenario: &Scenario, releases: Releases) -> Result<Vec<u8>, LinkError> {
    let setup = &scenario.setup;
    let mut writer = Writer::default();
    writer.bit(scenario.machine.is_some());
    write_words(&mut writer, &setup.words);
    writer.bit(!setup.deferred_init);
    arch::write(&mut writer, &setup.arch)?;
    let kernel = scenario.usual_kernel();
    write_kernel(&mut writer, kernel);
    write_variants(&mut writer, &scenario.variants, kernel, releases)?;
    // Every view has a number: a test holds that.
    writer.number(number_of(&registry::VIEWS, &scenario.view).unwrap_or(0));
    write_title(&mut writer, &scenario.title);
    writer.bit(false);
    match &scenario.machine {
        Some(mirrored) => machine::write(&mut writer, mirrored)?,
        None => map::write(&mut writer, setup.memory.regions())?,
    }
    Ok(writer.finish())
}

/// The scenario of a link that starts with its version.
pub(super) fn decode(link: String) -> Result<Scenario, LinkError> {
    let found = frame::unwrap(link)?;
    let reader = &mut Reader::new(&found);
    let is_machine = reader.bit()?;
    let words = read_words(reader)?;
    let deferred_init = !reader.bit()?;
    let arch = arch::read(reader)?;
    let kernel = read_kernel(reader.number()?)?;
    let variants = read_variants(reader, kernel)?;
    let view = *entry(&registry::VIEWS, reader.number()?).ok_or(LinkError::Newer("a view"))?;
    let title = read_title(reader)?;
    if reader.bit()? {
        return Err(LinkError::Newer("settings"));
    }
    let machine = is_machine.then(|| machine::read(reader)).transpose()?;
    let memory = match &machine {
        Some(mirrored) => mirrored.map().map_err(LinkError::Machine)?.0,
        None => MemoryMap::new(map::read(reader)?).map_err(LinkError::Map)?,
    };
    let scenario = Scenario {
        title,
        setup: Setup { memory, words, arch, deferred_init },
        machine,
        variants,
        view,
    };
    let is_written_so = |releases| Ok::<_, LinkError>(body(&scenario, releases)? == found);
    let is_canonical = is_written_so(Releases::Numbered)? || is_written_so(Releases::SpeltOut)?;
    match scenario.is_normal() && is_canonical {
        true => Ok(scenario),
        false => Err(LinkError::Malformed),
    }
}

fn write_words(writer: &mut Writer, words: &BootWords) {
    let bits = [
        (NO_MIRROR, !words.mirror),
        (MOVABLE_NODE, words.movable_node),
        (KDUMP, words.kdump),
        (KERNELCORE, words.kernelcore.is_some()),
        (MOVABLECORE, words.movablecore.is_some()),
        (EARLY_PAGE_EXT, words.early_page_ext),
    ];
    let set = bits.iter().filter(|(_, set)| *set);
    writer.number(set.fold(0, |all, (bit, _)| all | bit));
    for amount in [words.kernelcore, words.movablecore].into_iter().flatten() {
        let (percent, value) = match amount {
            Amount::Bytes(bytes) => (false, bytes),
            Amount::Percent(percent) => (true, percent),
        };
        writer.bit(percent);
        writer.round(value, AMOUNT);
    }
}

fn read_words(reader: &mut Reader) -> Result<BootWords, LinkError> {
    let bits = reader.number()?;
    if bits >= 2 * EARLY_PAGE_EXT {
        return Err(LinkError::Newer("a boot word"));
    }
    let mut amount = |bit| {
        if bits & bit == 0 {
            return Ok(None);
        }
        let percent = reader.bit()?;
        let value = reader.round(AMOUNT)?;
        Ok::<_, LinkError>(Some(match percent {
            true => Amount::Percent(value),
            false => Amount::Bytes(value),
        }))
    };
    Ok(BootWords {
        mirror: bits & NO_MIRROR == 0,
        kernelcore: amount(KERNELCORE)?,
        movablecore: amount(MOVABLECORE)?,
        movable_node: bits & MOVABLE_NODE != 0,
        early_page_ext: bits & EARLY_PAGE_EXT != 0,
        kdump: bits & KDUMP != 0,
    })
}

fn write_kernel(writer: &mut Writer, kernel: Kernel) {
    // Every kernel has a number: a test holds that.
    writer.number(number_of(&registry::KERNELS, &kernel).unwrap_or(0));
}

fn read_kernel(number: u64) -> Result<Kernel, LinkError> {
    entry(&registry::KERNELS, number).copied().ok_or(LinkError::Newer("a kernel"))
}

fn write_variants(
    writer: &mut Writer,
    variants: &[NamedVariant],
    usual: Kernel,
    releases: Releases,
) -> Result<(), LinkError> {
    if NamedVariant::default_set(usual) == variants {
        writer.number(0);
        return Ok(());
    }
    let count = variants.len();
    if count > MAX_VARIANTS {
        return Err(LinkError::TooManyVariants { count });
    }
    writer.number(count as u64 + 1);
    for named_variant in variants {
        let NamedVariant { name, variant } = named_variant;
        let named = registry::default_variants()
            .position(|(known, patches)| known == name.as_str() && patches == variant.patches);
        let release = release_number(named_variant);
        if let Some(number) = release.filter(|_| releases == Releases::Numbered) {
            writer.number(number);
            continue;
        }
        match named {
            Some(place) => writer.number(place as u64 + 1),
            None => {
                writer.number(0);
                writer.number(bits_of(variant.patches));
                let rest = name.strip_prefix(&slugs(variant.patches));
                writer.bit(rest.is_some());
                writer.text(rest.unwrap_or(name));
            }
        }
        match variant.kernel == usual {
            true => writer.number(0),
            false => {
                let kernel = number_of(&registry::KERNELS, &variant.kernel);
                writer.number(kernel.unwrap_or(0) + 1);
            }
        }
    }
    Ok(())
}

/// The number of the first release: those below are the default variants' and the spelt-out one.
fn first_release() -> u64 {
    registry::default_variants().count() as u64 + 1
}

/// The number of a variant that is a release.
fn release_number(named: &NamedVariant) -> Option<u64> {
    let slug = named.release()?.slug;
    Some(first_release() + number_of(&registry::RELEASES, &slug)?)
}

/// The release with this number.
fn release_of(number: u64) -> Option<NamedVariant> {
    let slug = entry(&registry::RELEASES, number.checked_sub(first_release())?)?;
    Release::from_slug(slug).map(NamedVariant::of_release)
}

fn read_variants(reader: &mut Reader, usual: Kernel) -> Result<Vec<NamedVariant>, LinkError> {
    let count = match reader.number()? {
        0 => return Ok(NamedVariant::default_set(usual)),
        more => more - 1,
    };
    if count > MAX_VARIANTS as u64 {
        return Err(LinkError::Malformed);
    }
    (0..count).map(|_| read_variant(reader, usual)).collect()
}

fn read_variant(reader: &mut Reader, usual: Kernel) -> Result<NamedVariant, LinkError> {
    let number = reader.number()?;
    let (name, patches) = match number.checked_sub(1) {
        Some(place) => {
            let place = usize::try_from(place).map_err(|_| LinkError::Malformed)?;
            match registry::default_variants().nth(place) {
                Some((name, patches)) => (name.to_owned(), patches),
                None => return release_of(number).ok_or(LinkError::Newer("a release")),
            }
        }
        None => {
            let patches = patches_of(reader.number()?).ok_or(LinkError::Newer("a patch"))?;
            let mut name = match reader.bit()? {
                true => slugs(patches),
                false => String::new(),
            };
            name.push_str(&reader.text(TEXT_BYTES)?);
            (name, patches)
        }
    };
    let kernel = match reader.number()?.checked_sub(1) {
        Some(number) => read_kernel(number)?,
        None => usual,
    };
    Ok(NamedVariant { name, variant: Variant { kernel, patches } })
}

fn write_title(writer: &mut Writer, title: &str) {
    match number_of(&registry::TITLES, &title) {
        Some(number) => writer.number(number + 2),
        None if title.is_empty() => writer.number(0),
        None => {
            writer.number(1);
            writer.text(title);
        }
    }
}

fn read_title(reader: &mut Reader) -> Result<String, LinkError> {
    match reader.number()? {
        0 => Ok(String::new()),
        1 => reader.text(TEXT_BYTES),
        more => entry(&registry::TITLES, more - 2)
            .map(|title| (*title).to_owned())
            .ok_or(LinkError::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use zonescope_mirror::{infer, Inferred};

    use super::*;
    use crate::{Mirrored, CASES};

    /// Whatever the check is right for either opens, and is the link of what it opens to, or is
    /// refused.
    fn opens_or_is_refused(body: &[u8]) -> Result<(), TestCaseError> {
        let link = frame::wrap(body);
        match decode(link.clone()) {
            Ok(scenario) => {
                prop_assert_eq!(encode(&scenario), Ok(link));
                prop_assert_eq!(scenario.normalised(), scenario);
            }
            Err(error) => prop_assert!(matches!(
                error,
                LinkError::Malformed
                    | LinkError::Newer(_)
                    | LinkError::Map(_)
                    | LinkError::Machine(_)
                    | LinkError::Constants(_)
            )),
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_body_opens_or_is_refused(body in prop::collection::vec(0..64_u8, 0..60)) {
            opens_or_is_refused(&body)?;
        }

        #[test]
        fn a_changed_body_opens_or_is_refused(
            case in 0..CASES.len(),
            is_machine in any::<bool>(),
            changes in prop::collection::vec((any::<prop::sample::Index>(), 0..64_u8), 1..4),
        ) {
            let mut scenario = CASES[case].scenario().unwrap();
            if let (true, Ok(found)) = (is_machine, infer(&scenario.setup.memory)) {
                let Inferred { machine, setting, .. } = found;
                scenario.mirror(Mirrored { machine, setting }).unwrap();
            }
            let link = encode(&scenario).unwrap();
            let mut body = frame::unwrap(link).unwrap();
            for (place, value) in changes {
                let place = place.index(body.len());
                body[place] = value;
            }
            opens_or_is_refused(&body)?;
        }
    }

    /// The body of the first case with this much more written over its first bits.
    fn with(write: impl FnOnce(&mut Writer)) -> Result<Scenario, LinkError> {
        let mut writer = Writer::default();
        write(&mut writer);
        map::write(&mut writer, CASES[0].memory().unwrap().regions())?;
        decode(frame::wrap(&writer.finish()))
    }

    /// The fields before the map, all at their defaults, as numbers: source, words, deferred,
    /// architecture, kernel, variants, view, title, more.
    fn fields(numbers: [u64; 9]) -> Result<Scenario, LinkError> {
        with(|writer| {
            for (place, number) in numbers.into_iter().enumerate() {
                match place {
                    0 | 2 | 8 => writer.bit(number == 1),
                    _ => writer.number(number),
                }
            }
        })
    }

    #[test]
    fn defaults_are_noughts() {
        let mut scenario = CASES[0].scenario().unwrap();
        scenario.title.clear();
        assert_eq!(fields([0; 9]), Ok(scenario));
    }

    macro_rules! newer {
        ($($name:ident: $fields:expr => $what:expr;)*) => {
            $(#[test] fn $name() { assert_eq!(fields($fields), Err(LinkError::Newer($what))); })*
        };
    }

    newer! {
        a_boot_word: [0, 64, 0, 0, 0, 0, 0, 0, 0] => "a boot word";
        an_architecture: [0, 0, 0, 10, 0, 0, 0, 0, 0] => "an architecture";
        a_kernel: [0, 0, 0, 0, 4, 0, 0, 0, 0] => "a kernel";
        a_view: [0, 0, 0, 0, 0, 0, 6, 0, 0] => "a view";
        more_fields: [0, 0, 0, 0, 0, 0, 0, 0, 1] => "settings";
    }

    #[test]
    fn only_the_normal_form_is_a_link() {
        let changed = |title: &str, name: &str| {
            let mut scenario = CASES[0].scenario().unwrap();
            scenario.title = title.to_owned();
            scenario.variants[0].name = name.to_owned();
            decode(encode(&scenario).unwrap()).map(|_| ())
        };
        assert_eq!(changed("two words", "my own"), Ok(()));
        for (title, name) in [("two  words", "base"), ("", "my\town"), ("", "")] {
            assert_eq!(changed(title, name), Err(LinkError::Malformed));
        }
    }

    #[test]
    fn a_release_is_a_number_and_opens_spelt_out() {
        let mut scenario = CASES[0].scenario().unwrap();
        scenario.variants = Release::all().iter().map(NamedVariant::of_release).collect();
        let numbered = encode(&scenario).unwrap();
        let spelt = frame::wrap(&body(&scenario, Releases::SpeltOut).unwrap());
        assert!(numbered.len() < spelt.len());
        assert_eq!(decode(numbered), Ok(scenario.clone()));
        assert_eq!(decode(spelt), Ok(scenario));
        let unknown = with(|writer| {
            writer.bit(false);
            writer.number(0);
            writer.bit(false);
            writer.number(0);
            writer.number(0);
            writer.number(2);
            writer.number(first_release() + registry::RELEASES.len() as u64);
        });
        assert_eq!(unknown, Err(LinkError::Newer("a release")));
    }

    /// What could be said more simply is no link, though the check is right.
    #[test]
    fn there_is_one_link_for_one_scenario() {
        let head = |writer: &mut Writer, variants: u64| {
            writer.bit(false);
            writer.number(0);
            writer.bit(false);
            writer.number(0);
            writer.number(0);
            writer.number(variants);
        };
        let tail = |writer: &mut Writer| {
            writer.number(0);
            writer.number(0);
            writer.bit(false);
        };
        let listed = |kernel: u64| {
            with(|writer| {
                head(writer, 2);
                writer.number(3); // node-extent
                writer.number(kernel);
                tail(writer);
            })
        };
        assert_eq!(listed(0).map(|scenario| scenario.variants.len()), Ok(1));
        assert_eq!(listed(1), Err(LinkError::Malformed), "v6.12 said twice");
        let six = with(|writer| {
            head(writer, 7);
            (1..=6).for_each(|named| {
                writer.number(named);
                writer.number(0);
            });
            tail(writer);
        });
        assert_eq!(six, Err(LinkError::Malformed), "the six as a list");
        let spelt = with(|writer| {
            head(writer, 2);
            writer.number(0);
            writer.number(0b10);
            writer.bit(false);
            writer.text("node-extent");
            writer.number(0);
            tail(writer);
        });
        assert_eq!(spelt, Err(LinkError::Malformed), "a named variant spelt out");
    }
}
