//! Bytes of any kind come to a scenario or to a reason; the scenario goes through a file and a
//! link, and in by the same door again, as it was.

use zonescope_open::{open, text, Opened};
use zonescope_scenario::Scenario;

pub fn check(data: &[u8]) {
    let Some(scenario) = opened(data) else {
        return;
    };
    assert_eq!(scenario, scenario.normalised());
    assert_eq!(opened(scenario.to_json().as_bytes()).as_ref(), Some(&scenario));
    if let Ok(link) = scenario.to_link() {
        assert_eq!(Scenario::from_link(&link).as_ref(), Ok(&scenario));
        let quoted = format!("> <https://example.org/#{link}>\n");
        assert_eq!(opened(quoted.as_bytes()), Some(scenario));
    }
}

fn opened(data: &[u8]) -> Option<Scenario> {
    let text = text(data);
    match open(&text, &zonescope_dump::read(&text), None) {
        Ok(opened) => {
            let scenario = opened.scenario();
            if let Opened::Scenario(own) = opened {
                assert_eq!(*own, scenario);
            }
            Some(scenario)
        }
        Err(fault) => {
            assert!(!fault.to_string().is_empty());
            None
        }
    }
}
