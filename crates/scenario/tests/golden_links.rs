//! Links that were published: `golden_links.txt` has a link, a tab, and its scenario as JSON on
//! one line. Append to it; a line that is there opens for ever.

use zonescope_scenario::Scenario;

/// As many lines as there were when this was last touched: none goes away.
const AT_LEAST: usize = 15;

#[test]
fn every_published_link_opens() {
    let lines: Vec<&str> = include_str!("golden_links.txt").lines().collect();
    assert!(lines.len() >= AT_LEAST, "{} lines", lines.len());
    for line in lines {
        let (link, json) = line.split_once('\t').unwrap();
        let scenario = Scenario::from_json(json).unwrap();
        let opened = Scenario::from_link(link);
        assert_eq!(opened.as_ref(), Ok(&scenario), "{link}");
        assert_eq!(scenario.to_link().as_deref(), Ok(link));
    }
}
