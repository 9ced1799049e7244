//! The scenario a subcommand works on: the input's, changed by the options given.

use zonescope_dump::{Ground, Reservation};
use zonescope_model::{named_patches, Arch, BootWords, Kernel, Patch, PatchSet, Release, Running};
use zonescope_report::as_sentence;
use zonescope_scenario::{NamedVariant, Scenario};

use crate::input::{with_option, Input, Read};

/// The input, and what to change of its scenario.
#[derive(clap::Args)]
pub struct Choice {
    #[command(flatten)]
    pub input: Input,
    /// A named variant or patches joined by `+`; may be repeated [default: the six named ones]
    #[arg(long = "variant", value_name = "NAME|SLUG+SLUG", value_parser = variant)]
    variants: Vec<PatchSet>,
    /// A release with its rules and patches, such as 6.12.110, 6.12.y or 7.3; may be repeated
    #[arg(long = "release", value_name = "VERSION", value_parser = release, conflicts_with = "kernel")]
    releases: Vec<&'static Release>,
    /// Compare the patches whose diffs the text holds: each author's in its order, and each alone
    #[arg(long, conflicts_with_all = ["variants", "releases"])]
    from_text: bool,
    /// The kernel of all variants: v5.10, v6.6, v6.12, or v6.18 for it and later ones
    #[arg(long, value_parser = kernel)]
    kernel: Option<Kernel>,
    /// The kernel command line [default: the log's; else kernelcore=mirror if any is mirrored]
    #[arg(long, value_name = "WORDS")]
    cmdline: Option<String>,
    /// The architecture, its page size behind a dash, or custom/12/10/27/16M/4G: PAGE_SHIFT,
    /// MAX_PAGE_ORDER, SECTION_SIZE_BITS, the ends of ZONE_DMA and ZONE_DMA32 [default: the
    /// scenario's, or x86_64]
    #[arg(long)]
    arch: Option<Arch>,
    /// As on a kernel without CONFIG_DEFERRED_STRUCT_PAGE_INIT
    #[arg(long)]
    no_deferred_init: bool,
}

fn kernel(name: &str) -> Result<Kernel, String> {
    let names = Kernel::ALL.map(Kernel::name).join(", ");
    Kernel::from_name(name).ok_or_else(|| format!("there are {names}"))
}

pub fn release(name: &str) -> Result<&'static Release, String> {
    Release::from_name(name).ok_or_else(|| {
        let maintained = Release::all().iter().filter(|release| release.is_maintained);
        let slugs: Vec<&str> = maintained.map(|release| release.slug).collect();
        format!(
            "{name} is no release that is modelled (5.10.53 and later, but for 5.11 to 5.13): the \
             stable lines' are {}",
            slugs.join(", ")
        )
    })
}

pub fn variant(name: &str) -> Result<PatchSet, String> {
    if let Some(patches) = named_patches(name) {
        return Ok(patches);
    }
    let slug = |slug| {
        Patch::from_slug(slug).ok_or_else(|| format!("`{slug}` is neither a variant nor a patch"))
    };
    name.split('+').map(slug).collect()
}

impl Choice {
    /// The scenario to work on.
    pub fn scenario(&self) -> Result<Scenario, String> {
        Ok(self.read()?.scenario)
    }

    /// The scenario to work on, and the log it was read from, if it was one.
    pub fn read(&self) -> Result<Read, String> {
        let mut read = self.input.read()?;
        if self.from_text && !take_patches(&mut read) {
            return Err("no diff in this text is one of the patches that are modelled: leave \
                        --from-text out, or choose by --variant"
                .to_owned());
        }
        self.apply_to(&mut read);
        Ok(read)
    }

    /// As [`Choice::read`], with the variants that the text's diffs make if it has any and no
    /// others are asked for. Standard error says so.
    pub fn with_patches(&self) -> Result<Read, String> {
        if self.from_text || !self.variants.is_empty() || !self.releases.is_empty() {
            return self.read();
        }
        let mut read = self.input.read()?;
        take_patches(&mut read);
        self.apply_to(&mut read);
        Ok(read)
    }

    /// The scenario to work on; where no input is named, the one `otherwise` gives.
    pub fn scenario_or(
        &self,
        otherwise: impl FnOnce() -> Result<Scenario, String>,
    ) -> Result<Scenario, String> {
        if self.input.is_named() || self.from_text {
            return self.scenario();
        }
        let mut scenario = otherwise()?;
        self.change(&mut scenario);
        Ok(scenario)
    }

    /// Whether a command line is given.
    pub fn has_cmdline(&self) -> bool {
        self.cmdline.is_some()
    }

    /// The kernel and patches asked for: the first variant's, if any is.
    pub fn running(&self) -> Running {
        Running {
            kernel: self.kernel,
            patches: self.variants.first().copied(),
            ..Running::default()
        }
    }

    /// Changes what was read to what is asked for, and says what is left to assume.
    fn apply_to(&self, read: &mut Read) {
        self.change(&mut read.scenario);
        let Some((_, combined)) = &read.log else {
            return;
        };
        let open = combined.reservations(self.arch.is_some(), self.cmdline.is_some());
        read.reservations = open.iter().map(|open| as_sentence(&open.to_string())).collect();
        // What a line shows has been told. Dumps of memblock have no command line as a rule: who
        // prints text says it there.
        for Reservation { line, what, ground } in &open {
            if line.is_none() && *ground == Ground::Machine {
                crate::complain(&with_option(what, Some(*ground)));
            }
        }
    }

    fn change(&self, scenario: &mut Scenario) {
        if let Some(cmdline) = &self.cmdline {
            scenario.setup.words = BootWords::parse(cmdline);
        }
        if let Some(arch) = self.arch {
            scenario.setup.arch = arch;
        }
        if self.no_deferred_init {
            scenario.setup.deferred_init = false;
        }
        if !self.variants.is_empty() || !self.releases.is_empty() {
            let kernel = self.kernel.unwrap_or_default();
            let variants = self.variants.iter().map(|patches| NamedVariant::of(*patches, kernel));
            let releases = self.releases.iter().copied().map(NamedVariant::of_release);
            scenario.variants = variants.chain(releases).collect();
        }
        if let Some(kernel) = self.kernel {
            scenario.variants.iter_mut().for_each(|named| named.variant.kernel = kernel);
        }
    }
}

/// Compares the patches that the text's diffs are, and says what these come to; false if none is
/// a patch.
fn take_patches(read: &mut Read) -> bool {
    let version = read.log.as_ref().and_then(|(log, combined)| log.version_at(combined.line));
    let variants =
        zonescope_patch::variants(&read.changes, version.map(|version| version.what.as_str()));
    for sentence in zonescope_patch::sentences(&read.changes) {
        crate::complain(&sentence);
    }
    let are_any = !variants.is_empty();
    if are_any {
        let named = variants.iter().map(|v| NamedVariant::of(v.patches, v.kernel));
        read.scenario.variants = named.collect();
        crate::complain("Compared are these patches, in the order of the text and each alone.");
    }
    are_any
}
