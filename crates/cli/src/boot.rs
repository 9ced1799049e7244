//! `zonescope boot`: a scenario on a real kernel. QEMU is a program that is run when this is,
//! and no part of the command; `cargo xtask boot` installs and builds what this asks for.

mod console;
mod folder;
mod host;
mod image;
mod initrd;
mod layouts;
mod qemu;

use std::path::PathBuf;
use std::time::Duration;

use zonescope_boot::{script, Plan, Request, Source};
use zonescope_model::{Arch, BootWords};
use zonescope_scenario::Scenario;

use crate::check::{self, Answer};
use crate::input::Input;
use crate::link::Site;

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// The kernel: a bzImage or Image with an EFI stub, as distributions ship them
    #[arg(long, value_name = "VMLINUZ", required_unless_present_any = ["script", "needs", "layouts"])]
    kernel: Option<PathBuf>,
    /// mirrorboot for the architecture, built from crates/mirrorboot or downloaded beside the page
    #[arg(long, value_name = "FILE.efi", required_unless_present_any = ["script", "needs", "layouts"])]
    mirrorboot: Option<PathBuf>,
    /// Where the files for the boot go; nothing is written elsewhere
    #[arg(long, value_name = "FOLDER", required_unless_present_any = ["script", "needs", "layouts"])]
    folder: Option<PathBuf>,
    /// busybox, linked statically, for the architecture
    #[arg(long, value_name = "FILE", default_value = "/bin/busybox")]
    busybox: PathBuf,
    /// The file to keep the log in
    #[arg(long, value_name = "LOG")]
    keep: Option<PathBuf>,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    limit: u64,
    /// The most memory the machine may have [default: the host's]
    #[arg(long, value_name = "GIB", value_parser = clap::value_parser!(u64).range(1..1 << 20))]
    memory: Option<u64>,
    /// Boot the nearest machine that QEMU can make, and say in what it differs
    #[arg(long)]
    approximate: bool,
    /// The kernel command line [default: the scenario's]
    #[arg(long, value_name = "WORDS")]
    cmdline: Option<String>,
    /// The architecture, its page size behind a dash [default: the scenario's]
    #[arg(long)]
    arch: Option<Arch>,
    /// Print a shell script that does the same on another machine, and boot nothing
    #[arg(long, conflicts_with_all = ["kernel", "mirrorboot", "folder", "keep"])]
    script: bool,
    #[command(flatten)]
    site: Site,
    /// Print what a boot of this needs, for `cargo xtask boot`
    #[arg(long, hide = true)]
    needs: bool,
    /// Write the layouts of `cargo xtask oracle` to a folder
    #[arg(long, hide = true, value_name = "FOLDER")]
    layouts: Option<PathBuf>,
}

const HELP: &str = "\
Memory above 4 GiB becomes nodes of a QEMU machine; what the scenario mirrors is marked in the
EFI memory map that the kernel gets; below 4 GiB the machine has QEMU's memory. A scenario larger
than the host is divided by a power of two, which is said. The log, with /proc/zoneinfo, is
compared as by `zonescope check`.

`cargo xtask boot --debian 6.12 SCENARIO` finds a kernel and the other files by itself.

Exit status: 0 equal, 3 different, 1 bad input or no boot, 2 bad usage.";

pub fn run(arguments: &Arguments) -> Result<Answer, String> {
    let printed = |output| Ok(Answer { output, equal: true });
    if let Some(folder) = &arguments.layouts {
        return printed(layouts::write(folder)?);
    }
    let scenario = arguments.scenario()?;
    if arguments.needs {
        let request = Request { memory: u64::MAX, approximate: true };
        let plan = Plan::of(&scenario.setup, request).map_err(|why| why.to_string())?;
        return printed(host::needs(&plan, &scenario.setup.arch));
    }
    let plan = arguments.plan(&scenario)?;
    if arguments.script {
        let link = arguments.site.link(&scenario).unwrap_or_default();
        let source =
            Source { title: &scenario.title, link: &link, site: &arguments.site.address() };
        return printed(script(&plan, source));
    }
    let (Some(kernel), Some(mirrorboot), Some(folder)) =
        (&arguments.kernel, &arguments.mirrorboot, &arguments.folder)
    else {
        return Err("a boot takes --kernel, --mirrorboot and --folder".to_owned());
    };
    let kernel = image::kernel(kernel, plan.platform)?;
    let mirrorboot = image::mirrorboot(mirrorboot, plan.platform)?;
    let busybox = image::busybox(&arguments.busybox, plan.platform)?;
    if let Some(keep) = &arguments.keep {
        // Before a minute of booting, not after it.
        folder::is_writable(keep)?;
    }
    folder::fill(folder, &plan, &kernel, &mirrorboot, &initrd::with(&busybox))?;
    let (code, variables) = host::firmware(plan.platform)?;
    if let Some(variables) = variables {
        folder::copy(variables, &folder.join("vars.fd"))?;
    }
    for note in &plan.notes {
        crate::complain(note);
    }
    let log = qemu::boot(folder, &plan, code, Duration::from_secs(arguments.limit))?;
    if let Some(keep) = &arguments.keep {
        folder::write(keep, log.as_bytes())?;
    }
    let mut answer = check::of_log(&log)?;
    if !plan.notes.is_empty() {
        answer.output = format!("{}\n\n{}", plan.notes.join("\n"), answer.output);
    }
    Ok(answer)
}

impl Arguments {
    fn scenario(&self) -> Result<Scenario, String> {
        let mut scenario = self.input.scenario()?;
        if let Some(cmdline) = &self.cmdline {
            scenario.setup.words = BootWords::parse(cmdline);
        }
        if let Some(arch) = self.arch {
            scenario.setup.arch = arch;
        }
        Ok(scenario)
    }

    fn plan(&self, scenario: &Scenario) -> Result<Plan, String> {
        let memory = match self.memory {
            Some(gib) => gib << 30,
            // A script runs elsewhere, on a machine that is not known.
            None if self.script => Request::SCRIPT_MEMORY,
            None => host::memory()?,
        };
        let request = Request { memory, approximate: self.approximate };
        Plan::of(&scenario.setup, request).map_err(|why| match why.can_be_approximated() {
            true => format!("{why} (--approximate)"),
            false => why.to_string(),
        })
    }
}
