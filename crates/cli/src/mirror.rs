//! `zonescope mirror`: the dump a machine would show under another mirror setting.

use std::path::PathBuf;

use zonescope_mirror::{Percent, Setting};

use crate::input::Input;
use crate::machine;

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Whether to mirror below 4 GiB, as in efibootmgr -m
    #[arg(long, value_name = "t|f", value_enum)]
    below_4g: Below,
    /// The percentage to mirror above 4 GiB, as in efibootmgr -M: 0 to 50, two decimals
    #[arg(long, value_name = "PERCENT")]
    above_4g: Percent,
    /// Take the machine from a file as `zonescope machine` prints it, not from a dump
    #[arg(long, value_name = "FILE.json", conflicts_with_all = ["file", "dump"])]
    machine: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Below {
    /// Mirror everything below 4 GiB
    T,
    /// Mirror nothing below 4 GiB
    F,
}

const EXAMPLES: &str = "\
Examples:
  zonescope mirror --below-4g t --above-4g 25 dmesg.txt
  zonescope mirror --below-4g f --above-4g 12.5 --machine machine.json | zonescope eval

A node that can't mirror as much as asked mirrors what it can, and standard error says so.";

pub fn run(arguments: &Arguments) -> Result<String, String> {
    let machine = match &arguments.machine {
        Some(path) => machine::read(path)?,
        None => {
            let behind = arguments.input.scenario()?.machine_behind();
            behind.map_err(|misfit| misfit.to_string())?.machine
        }
    };
    let below_4g = matches!(arguments.below_4g, Below::T);
    let setting = Setting::new(below_4g, arguments.above_4g);
    let (map, clamps) = machine.map(&setting).map_err(|error| error.to_string())?;
    for clamp in clamps {
        crate::complain(&clamp.to_string());
    }
    Ok(zonescope_dump::write(&map))
}
