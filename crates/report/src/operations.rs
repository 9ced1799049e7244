//! For who runs the machine: what to set, which kernel, and what to look for in dmesg.

use zonescope_model::{BootWords, Verdict};
use zonescope_scenario::{ByRelease, OnRelease, Scenario};

use crate::machine::{machine_phrase, mirror_cost_sentence};
use crate::sentence::{listed, plain};
use crate::text::{with_link, wrapped_as};
use crate::told::Told;

/// A point for each step, and the link alone on its line, if there is one.
pub fn operations(scenario: &Scenario, by_release: &ByRelease, told: Told<'_>) -> String {
    let mut text = String::new();
    let mut point = |words: String| text += &wrapped_as(&plain(&words), "- ", "  ");
    if let Ok(mirrored) = scenario.machine_behind() {
        let costs = mirrored.machine.cost(&mirrored.setting).unwrap_or_default();
        let (machine, setting) = (machine_phrase(&mirrored.machine), &mirrored.setting);
        let costs = mirror_cost_sentence(&costs);
        point(format!("{setting} on {machine}. {costs}"));
    }
    for words in told.said {
        point(words.clone());
    }
    let words = BootWords { mirror: true, ..scenario.setup.words };
    let titles = |verdict| {
        let rows = by_release.rows.iter().filter(|row: &&OnRelease| row.verdict() == verdict);
        let titles: Vec<String> = rows.map(|row| row.release.title()).collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        (!titles.is_empty()).then(|| listed(&titles))
    };
    point(match titles(Verdict::Ok) {
        Some(right) if told.is_part => {
            format!("{} Not at fault on what is there, with {words}: {right}.", Told::CAUTION)
        }
        Some(right) => format!("Boot {right} with {words}."),
        None => format!("No stable kernel is right with {words} on this layout."),
    });
    if let Some(costly) = titles(Verdict::Costly) {
        point(format!("Right but slow to boot, or protected in part: {costly}."));
    }
    if let Some(broken) = titles(Verdict::Broken) {
        point(format!("Broken with it, boot without kernelcore=mirror: {broken}."));
    }
    let has_mirror = scenario.setup.memory.regions().iter().any(|region| region.flags.is_mirror());
    if has_mirror {
        point(
            "In dmesg: “efi: Memory: …M/…M mirrored memory”, and no “ignore kernelcore=mirror”."
                .to_owned(),
        );
    }
    if scenario.setup.deferred_init {
        point(
            "“node … deferred pages initialised” for each large node; without it boot is slow."
                .to_owned(),
        );
    }
    with_link(text, told.link)
}

#[cfg(test)]
mod tests {
    use zonescope_scenario::CASES;

    use super::*;

    #[test]
    fn what_to_set_which_kernel_and_what_to_look_for() {
        for case in &CASES {
            let scenario = case.scenario().unwrap();
            let text =
                operations(&scenario, &ByRelease::new(&scenario), Some("https://a.b/#1").into());
            assert!(text.contains("with kernelcore=mirror"), "{text}");
            assert!(text.contains("mirrored memory”"), "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= 72), "{text}");
            assert!(text.ends_with("\n<https://a.b/#1>\n"));
        }
        let scenario = CASES[1].scenario().unwrap();
        let text = operations(&scenario, &ByRelease::new(&scenario), Told::default());
        assert!(text.contains("- efibootmgr -m t -M 25 on 2 × 512 GiB"), "{text}");
        assert!(text.contains("- Boot 7.3 and later with kernelcore=mirror.\n"), "{text}");
        assert_eq!(text.matches("- ").count(), text.matches("\n- ").count() + 1);
        assert!(text.lines().filter(|line| line.starts_with("- ")).count() <= 8, "{text}");
    }
}
