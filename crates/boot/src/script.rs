//! A shell script that boots the machine: for whoever has the page, but not the command.

use zonescope_report::{size_of_bytes, visible};

use crate::{Plan, EMULATED, INIT};

/// Where what the script runs comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Source<'a> {
    /// The scenario's title; may be empty.
    pub title: &'a str,
    /// The address that opens the scenario in the page.
    pub link: &'a str,
    /// The page's address, which mirrorboot is published beside.
    pub site: &'a str,
}

/// The script: POSIX sh, nothing of it written outside of the folder it is given.
pub fn script(plan: &Plan, source: Source<'_>) -> String {
    let platform = plan.platform;
    let mirrorboot = platform.mirrorboot();
    let page = source.site.split(['#', '?']).next().unwrap_or_default();
    let site = page.rfind('/').and_then(|end| page.get(..=end)).unwrap_or_default();
    let firmwares: Vec<String> = platform
        .firmwares()
        .iter()
        .map(|(code, variables)| quoted(&format!("{code}:{}", variables.unwrap_or_default())))
        .collect();
    let qemu = plan.qemu("@accel@", "@code@");
    let qemu: Vec<String> = qemu.iter().map(|argument| filled_in(argument)).collect();
    let mut head = String::new();
    let about = [visible(source.title), visible(source.link)];
    for line in about.iter().filter(|line| !line.is_empty()).chain(&plan.notes) {
        head += &format!("# {line}\n");
    }
    SCRIPT
        .replace("@PLATFORM@", platform.name())
        .replace("@MEMORY@", &size_of_bytes(plan.memory().into()))
        .replace("@PACKAGES@", &platform.packages().join(" "))
        .replace("@QEMU@", platform.qemu())
        .replace("@MIRRORBOOT@", mirrorboot)
        .replace("@BOOT_FILE@", platform.boot_file())
        .replace("@FIRMWARES@", &firmwares.join(" "))
        .replace("@ARGUMENTS@", &qemu.join(" "))
        .replace("@SETTINGS@", &plan.settings())
        .replace("@EMULATED@", EMULATED)
        .replace("@INIT@", INIT)
        .replace("@DONE@", crate::DONE)
        .replace("@STOPPED@", crate::STOPPED.trim())
        // What came with the scenario comes last: it may hold anything.
        .replace("@SITE@", &quoted(&visible(site)))
        .replace("@ABOUT@\n", &head)
}

/// A word of the shell in which `@name@` is what the script has found out.
fn filled_in(argument: &str) -> String {
    let mut word = String::new();
    for (place, part) in argument.split('@').enumerate() {
        match (place % 2, part) {
            (0, "") => {}
            (0, part) => word += &quoted(part),
            (_, name) => word += &format!("\"${name}\""),
        }
    }
    word
}

/// A word of the shell.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./,:=".contains(c);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}

const SCRIPT: &str = include_str!("script.sh");

#[cfg(test)]
mod tests;
