//! What is known stands in the core's tables: documents and help name exactly that.

use std::path::Path;
use std::process::Command;

use zonescope_chart::Figure;
use zonescope_model::{Arch, Kernel, Patch, Release, NAMED_VARIANTS};
use zonescope_scenario::View;

fn document(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).unwrap()
}

/// The part of a document below this heading, up to the next of any depth.
fn section(text: &str, heading: &str) -> String {
    let lines = text.lines().skip_while(|line| *line != heading).skip(1);
    lines.take_while(|line| !line.starts_with('#')).map(|line| format!("{line}\n")).collect()
}

/// The words in backquotes of the first cell of each row.
fn first_cells(section: &str) -> Vec<&str> {
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split_once('`')).map(|(word, _)| word).collect()
}

/// All words in backquotes of the lines that contain `mark`.
fn quoted<'t>(text: &'t str, mark: &str) -> Vec<&'t str> {
    let lines = text.lines().filter(|line| line.contains(mark));
    lines.flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn the_readmes_tables_are_the_cores() {
    let readme = document("README.md");
    let tables = section(&readme, "## Variants, kernels and releases");
    let variants = NAMED_VARIANTS.map(|known| known.name);
    let kernels = Kernel::ALL.map(Kernel::name);
    assert_eq!(first_cells(&tables), [&variants[..], &kernels[..]].concat());
    let slugs: Vec<&str> = Patch::ALL.into_iter().map(Patch::slug).collect();
    assert!(slugs.iter().all(|slug| tables.contains(&format!("`{slug}`"))), "{tables}");
    for kernel in Kernel::ALL {
        assert!(tables.contains(kernel.entry().releases), "{kernel}");
    }
    let figures: Vec<&str> = Figure::ALL.map(Figure::word).to_vec();
    assert_eq!(quoted(&readme, "`view` is ")[1..], figures);
}

#[test]
fn help_names_every_variant_patch_and_kernel() {
    let output = Command::new(env!("CARGO_BIN_EXE_zonescope")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let variants = NAMED_VARIANTS.iter().map(|known| known.name);
    for name in variants.chain(Patch::ALL.map(Patch::slug)).chain(Kernel::ALL.map(Kernel::name)) {
        assert!(help.contains(name), "{name} is not in --help");
    }
}

#[test]
fn link_md_has_the_registries() {
    let registries = section(&document("docs/link.md"), "### Registries");
    let columns = |place: usize| -> Vec<String> {
        let rows = registries.lines().filter(|line| line.starts_with("| ")).skip(1);
        let rows = rows.take_while(|line| !line.contains("default variants"));
        let cells = rows.filter_map(|row| Some(row.split('|').nth(place + 1)?.trim().to_owned()));
        cells.filter(|cell| !cell.is_empty()).collect()
    };
    let same = |mut found: Vec<String>, known: Vec<&str>| {
        let mut known: Vec<String> = known.into_iter().map(str::to_owned).collect();
        found.sort();
        known.sort();
        assert_eq!(found, known);
    };
    let archs = columns(1).into_iter().filter(|name| !name.starts_with("`custom`")).collect();
    same(archs, Arch::ALL.iter().map(|arch| arch.name).collect());
    same(columns(2), Kernel::ALL.map(Kernel::name).to_vec());
    same(columns(3), View::ALL.map(View::name).to_vec());
    same(columns(4), Patch::ALL.map(Patch::slug).to_vec());
    let releases: Vec<&str> = Release::all().iter().map(|release| release.slug).collect();
    for slug in releases {
        assert!(registries.contains(slug), "{slug} is not in docs/link.md");
    }
}

#[test]
fn scenario_md_names_views_kernels_patches_and_architectures() {
    let text = document("docs/scenario.md");
    let rows = |mark| quoted(&text, mark).into_iter().skip(1).collect::<Vec<_>>();
    let has_all = |found: Vec<&str>, known: Vec<&str>| {
        for name in known {
            assert!(found.contains(&name), "{name} is not in {found:?}");
        }
    };
    has_all(rows("| `view` |"), View::ALL.map(View::name).to_vec());
    has_all(rows("| `arch` |"), Arch::ALL.iter().map(|arch| arch.name).collect());
    has_all(rows("| `kernel` |"), Kernel::ALL.map(Kernel::name).to_vec());
    for slug in Patch::ALL.map(Patch::slug) {
        assert!(text.contains(&format!("`{slug}`")), "{slug} is not in docs/scenario.md");
    }
}

/// Prose of comments and documents; code in either, tables and what can't be broken are left out.
fn too_wide(path: &Path, text: &str) -> Vec<String> {
    let is_document = path.extension().is_some_and(|ending| ending == "md");
    let mut is_code = false;
    let mut found = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let prose = match is_document {
            true => {
                Some(line).filter(|line| !line.starts_with(['|', '!']) && !line.starts_with("    "))
            }
            false => {
                line.trim_start().strip_prefix("//").map(|rest| rest.trim_start_matches(['/', '!']))
            }
        };
        let Some(prose) = prose else {
            is_code &= is_document;
            continue;
        };
        is_code ^= prose.trim_start().starts_with("```");
        if !is_code && line.chars().count() > 100 && prose.trim().contains(' ') {
            found.push(format!("{}:{}", path.display(), place + 1));
        }
    }
    found
}

#[test]
fn comments_and_documents_wrap_at_100_columns() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders =
        ["crates", "web/src", "web/tests", "docs"].map(|name| root.join(name)).to_vec();
    let mut found = too_wide(Path::new("README.md"), &document("README.md"));
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_built = path.ends_with("target") || path.ends_with("node_modules");
            if path.is_dir() && !is_built {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "md") {
                found.extend(too_wide(&path, &std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
