//! Which kernel may boot this machine with `kernelcore=mirror`: one row for each stable release,
//! what goes wrong there, and what to do.

use serde::Serialize;
use zonescope_model::{layout, Arch, Evidence, Outcome, Release, Verdict};
use zonescope_scenario::{json_document, ByRelease, OnRelease, Scenario};

use crate::consequence::verdict_name;
use crate::sentence::{listed, outcome_sentence, plain, sentence};
use crate::text::{with_link, wrapped, wrapped_as};
use crate::told::Told;
use crate::{estimate, size_of_pages, NS_PER_STRUCT_PAGE};

/// What is said of one release.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ReleaseRow {
    /// Its name in links and on the command line.
    pub release: &'static str,
    /// Which versions it is, in words.
    pub title: String,
    /// How it fares with `kernelcore=mirror`: `ok`, `cost` or `broken`.
    pub verdict: &'static str,
    /// What goes wrong, with pages and sizes, or what is right.
    pub what: String,
    /// Struct pages initialised before the other CPUs run, repeats counted.
    pub init_early: u64,
    /// What that takes, by the assumption of [`NS_PER_STRUCT_PAGE`].
    pub early_time: String,
    /// The first release of its line, from this one on, that is right.
    pub first_right: Option<&'static str>,
    /// What to do, in one sentence.
    pub advice: String,
    /// How it fares without `kernelcore=mirror`.
    pub without_mirror: &'static str,
    /// How it is known what the release does.
    pub known: String,
}

/// Every row, oldest release first.
pub fn release_rows(
    scenario: &Scenario,
    by_release: &ByRelease,
    told: Told<'_>,
) -> Vec<ReleaseRow> {
    let arch = &scenario.setup.arch;
    let has_mirror = scenario.setup.memory.has_mirror();
    let row = |(place, row): (usize, &OnRelease)| ReleaseRow {
        release: row.release.slug,
        title: row.release.title(),
        verdict: row.verdict().name(),
        what: told.sentence(row.verdict(), what(&row.mirror, arch)),
        init_early: row.mirror.init_early(),
        early_time: estimate(row.mirror.init_early(), NS_PER_STRUCT_PAGE),
        first_right: by_release.first_right_of_line(place).map(|release| release.slug),
        advice: match row.verdict() {
            Verdict::Ok if told.is_part => "It takes the whole map to say.".to_owned(),
            Verdict::Ok if !has_mirror => {
                "No memory is mirrored: leave kernelcore=mirror out.".to_owned()
            }
            Verdict::Ok => "Boot it with kernelcore=mirror.".to_owned(),
            fault => advice(by_release, place, fault),
        },
        without_mirror: row.plain.verdict().name(),
        known: known(row),
    };
    by_release.rows.iter().enumerate().map(row).collect()
}

/// What an outcome has wrong or right, and what the kernel prints.
fn what(outcome: &Outcome, arch: &Arch) -> String {
    let mut words = outcome_sentence(outcome, arch);
    for warning in &outcome.warnings {
        words += &format!(" The kernel warns: {warning}");
    }
    words
}

/// How it is known what a release does.
fn known(row: &OnRelease) -> String {
    let evidence = match row.release.evidence {
        Evidence::Booted(version) => format!("{version} was booted"),
        Evidence::Read(version) => format!("{version}'s source was read"),
        Evidence::Inferred => "inferred".to_owned(),
    };
    match row.release.from_is_inferred && row.release.evidence != Evidence::Inferred {
        true => format!("{evidence}, the first version with the patch is inferred"),
        false => evidence,
    }
}

/// What to do where one runs the release at `place`, which has this fault.
fn advice(by_release: &ByRelease, place: usize, fault: Verdict) -> String {
    let Some(row) = by_release.rows.get(place) else {
        return String::new();
    };
    let until_then = match fault {
        Verdict::Broken => "until then boot without kernelcore=mirror",
        _ => "until then it works, at that price",
    };
    let line = row.release.line();
    let better = by_release.rows[place..].iter().find(|other| other.verdict() == Verdict::Ok);
    match (by_release.first_right_of_line(place), better) {
        (Some(release), _) => format!("Use {line} from {}; {until_then}.", release.slug),
        (None, Some(other)) => {
            format!("Nothing of its line is right: use {}; {until_then}.", other.release.title())
        }
        (None, None) => match by_release.rows.iter().find(|other| other.verdict() == Verdict::Ok) {
            Some(older) => {
                format!("No later release is right: use {}; {until_then}.", older.release.title())
            }
            None if row.verdict() == by_release.best() => {
                "No release is right on this layout, and none is better: it takes another mirror \
                 setting."
                    .to_owned()
            }
            None => {
                let best =
                    by_release.rows.iter().filter(|other| other.verdict() == by_release.best());
                let best: Vec<String> = best.map(|other| other.release.title()).collect();
                let best: Vec<&str> = best.iter().map(String::as_str).collect();
                format!(
                    "No release is right on this layout; {} only {}.",
                    listed(&best),
                    match best.len() {
                        1 => "costs",
                        _ => "cost",
                    }
                )
            }
        },
    }
}

/// The answer in a few sentences: which kernel to boot, and what the others do.
pub fn releases_lede(scenario: &Scenario, by_release: &ByRelease, told: Told<'_>) -> String {
    let place = by_release.rows.iter().position(|row| row.verdict() == Verdict::Ok);
    let first = match place.and_then(|place| Some((place, by_release.rows.get(place)?))) {
        Some((0, _)) if by_release.is_right_from(0) => {
            "Every release is right on this machine with kernelcore=mirror.".to_owned()
        }
        Some((place, row)) if by_release.is_right_from(place) => format!(
            "With kernelcore=mirror {} is right on this machine, nothing older is.",
            latest(row.release)
        ),
        Some((_, row)) => format!(
            "With kernelcore=mirror {} is right on this machine, and not every one after it.",
            row.release.title()
        ),
        None => "No release is right on this machine with kernelcore=mirror.".to_owned(),
    };
    let faults = [Verdict::Broken, Verdict::Costly].into_iter().filter_map(|verdict| {
        let rows = by_release.rows.iter().filter(|row| row.verdict() == verdict);
        let titles: Vec<String> = rows.map(|row| row.release.title()).collect();
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        (!titles.is_empty()).then(|| format!("{}: {}", verdict_name(verdict), listed(&titles)))
    });
    let faults: Vec<String> = faults.collect();
    let faults = match faults.is_empty() {
        true => String::new(),
        false => format!(" {}", sentence(&faults.join("; "))),
    };
    let all = format!("{first}{faults} {}", without(scenario, by_release));
    match told.is_part {
        true => format!("{} Of what is there: {all}", Told::CAUTION),
        false => all,
    }
}

/// A release as the beginning of all that come after it.
fn latest(release: &Release) -> String {
    let title = release.title();
    match title.ends_with("and later") {
        true => title,
        false => format!("{title} (and later lines)"),
    }
}

/// What booting without `kernelcore=mirror` means.
fn without(scenario: &Scenario, by_release: &ByRelease) -> String {
    let is_broken = by_release.rows.iter().any(|row| row.plain.verdict() == Verdict::Broken);
    let fares = match is_broken {
        false => "Without kernelcore=mirror no release is broken",
        true => "Without kernelcore=mirror, too, some releases are broken",
    };
    let mirrored: u64 = layout(&scenario.setup).iter().map(|node| node.mirrored).sum();
    match mirrored {
        0 => format!("{fares}; no memory is mirrored on this machine."),
        pages => format!(
            "{fares}, but nothing keeps the kernel in the {} that are mirrored.",
            size_of_pages(pages, scenario.setup.arch.page_shift)
        ),
    }
}

/// For a reply on the list, in at most 72 columns: the answer, a row for each release, then what
/// each distinct outcome is, and the link alone on its line, if there is one.
pub fn releases_text(scenario: &Scenario, by_release: &ByRelease, told: Told<'_>) -> String {
    let rows = release_rows(scenario, by_release, told);
    let groups = by_release.groups();
    let letter = |place: usize| {
        let group = groups.iter().position(|group| group.contains(&place)).unwrap_or(0);
        char::from_u32('a' as u32 + group as u32).unwrap_or('?')
    };
    let mut text = String::new();
    if !scenario.title.is_empty() {
        text += &wrapped(&plain(&scenario.title), "");
    }
    text += &wrapped(&plain(&releases_lede(scenario, by_release, told)), "");
    for words in told.said {
        text += &wrapped(&plain(words), "");
    }
    let width = rows.iter().map(|row| row.title.len()).max().unwrap_or(0);
    text += &format!("\n  {:<width$}  verdict       early init  first right\n", "release");
    for (place, (row, on)) in rows.iter().zip(&by_release.rows).enumerate() {
        text += &format!(
            "  {:<width$}  {:<9} {} {:>12}  {}{}\n",
            row.title,
            told.verdict(on.verdict()),
            letter(place),
            row.init_early,
            row.first_right.unwrap_or("-"),
            if on.is_inferred() { " *" } else { "" },
        );
    }
    text += "\n";
    for group in &groups {
        let Some((&first, row)) = group.first().and_then(|first| Some((first, rows.get(*first)?)))
        else {
            continue;
        };
        let words = format!("{}  {} Early init takes {}.", letter(first), row.what, row.early_time);
        text += &wrapped_as(&plain(&words), "  ", "     ");
        let mut advice: Vec<&str> =
            group.iter().map(|&place| rows[place].advice.as_str()).collect();
        advice.dedup();
        for advice in advice {
            text += &wrapped_as(advice, "     ", "     ");
        }
    }
    if by_release.rows.iter().any(OnRelease::is_inferred) {
        text += &wrapped("* inferred from other releases, neither booted nor read", "  ");
    }
    with_link(text, told.link)
}

/// The rows as JSON: `{"version":1,"lede","releases":[...]}`.
///
/// # Errors
/// None that is known: it is strings and numbers.
pub fn releases_json(
    scenario: &Scenario,
    by_release: &ByRelease,
) -> Result<String, serde_json::Error> {
    #[derive(Serialize)]
    struct Releases {
        version: u32,
        lede: String,
        releases: Vec<ReleaseRow>,
    }
    let mut releases = release_rows(scenario, by_release, Told::default());
    releases.iter_mut().for_each(|row| row.what = plain(&row.what));
    let lede = plain(&releases_lede(scenario, by_release, Told::default()));
    json_document(&Releases { version: 1, lede, releases })
}
