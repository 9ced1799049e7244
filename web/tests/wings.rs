//! Which part of the page may use which: the four wings, and what they stand on.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each folder, and those it may use besides itself.
const MAY_USE: [(&str, &[&str]); 6] = [
    ("hooks", &[]),
    ("parts", &["hooks"]),
    ("bench", &["hooks", "parts"]),
    ("controls", &["hooks", "parts", "bench"]),
    ("answer", &["hooks", "parts", "bench"]),
    ("out", &["hooks", "parts", "bench", "answer"]),
];

/// What stands beside the folders, and puts them together.
const ABOVE: [&str; 3] = ["app.rs", "lib.rs", "main.rs"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every file under a folder, with its text.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push((path.clone(), fs::read_to_string(&path).unwrap())),
        }
    }
    found
}

/// What a file names below the root of the crate.
fn named(text: &str) -> BTreeSet<&str> {
    let ends = |c: char| !(c.is_alphanumeric() || c == '_');
    let after = text.split("crate::").skip(1);
    after.filter_map(|rest| rest.split(ends).next()).collect()
}

#[test]
fn every_part_keeps_to_what_it_may_use() {
    let mut faults = Vec::new();
    for (folder, may_use) in MAY_USE {
        let found = files(&source().join(folder));
        assert!(!found.is_empty(), "{folder} is empty");
        for (path, text) in found {
            for other in named(&text) {
                if other != folder && !may_use.contains(&other) {
                    faults.push(format!("{} uses crate::{other}", path.display()));
                }
            }
            if text.contains("super::super") {
                faults.push(format!("{}: say crate::, not super::super", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_folder_and_file_has_its_place() {
    let known: BTreeSet<&str> = MAY_USE.iter().map(|(folder, _)| *folder).chain(ABOVE).collect();
    let found: BTreeSet<String> = fs::read_dir(source())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(found.iter().map(String::as_str).collect::<BTreeSet<_>>(), known);
}

/// What stands in front of the tests of a file, without its comments.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules of a folder, each with those beside it that it imports from: a folder in it counts
/// as one module.
fn imports(folder: &str) -> BTreeMap<String, BTreeSet<String>> {
    let top = source().join(folder);
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in files(&top) {
        let inside = path.strip_prefix(&top).unwrap();
        let first = inside.iter().next().unwrap().to_str().unwrap();
        let module = first.trim_end_matches(".rs");
        if module == "mod" {
            continue;
        }
        let is_nested = inside.iter().count() > 1 && !inside.ends_with("mod.rs");
        let own = format!("use crate::{folder}::");
        let mut found = BTreeSet::new();
        for line in code(&text).lines().map(str::trim_start) {
            let beside = line.strip_prefix("use super::").filter(|_| !is_nested);
            if let Some(rest) = beside.or_else(|| line.strip_prefix(&own)) {
                let other = rest.split("::").next().unwrap();
                assert!(rest.contains("::"), "{}: import from the file itself", path.display());
                found.insert(other.to_owned());
            }
        }
        found.remove(module);
        all.entry(module.to_owned()).or_default().extend(found);
    }
    all
}

#[test]
fn no_file_imports_from_one_that_imports_from_it() {
    for (folder, _) in MAY_USE {
        let mut left = imports(folder);
        // Again and again, those that import from nothing that is left are taken away.
        loop {
            let known: BTreeSet<String> = left.keys().cloned().collect();
            let before = left.len();
            left.retain(|_, others| others.iter().any(|other| known.contains(other)));
            if left.len() == before {
                break;
            }
        }
        assert!(left.is_empty(), "{folder}: in a circle, or above one: {left:#?}");
    }
}
