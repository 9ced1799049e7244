//! `zonescope dump`: a scenario's memory as the kernel prints it under memblock=debug.

use crate::input::Input;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
}

pub fn run(arguments: &Arguments) -> Result<String, String> {
    Ok(zonescope_dump::write(&arguments.input.scenario()?.setup.memory))
}
