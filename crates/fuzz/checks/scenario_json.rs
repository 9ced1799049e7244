//! Scenario files are read or refused, and give back what was put in.

mod bytes;
mod scenario;

use zonescope_scenario::Scenario;

pub fn check(data: &[u8]) {
    match Scenario::from_json(&String::from_utf8_lossy(data)) {
        Ok(read) => is_kept(&read),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    is_kept(&scenario::scenario(&mut bytes::Bytes(data)));
}

fn is_kept(scenario: &Scenario) {
    let file = scenario.to_json();
    let read = Scenario::from_json(&file);
    assert_eq!(read.as_ref(), Ok(scenario));
    assert_eq!(read.expect("just compared").to_json(), file);
}
