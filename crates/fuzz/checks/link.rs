//! Links open or are refused, and give back what was put in.

mod bytes;
mod scenario;

use zonescope_scenario::Scenario;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub fn check(data: &[u8]) {
    // As a text: what opens can be shared again.
    if let Ok(opened) = Scenario::from_link(&String::from_utf8_lossy(data)) {
        travels(&opened);
    }
    // As the body of a compact link, whose check no fuzzer would guess: a link is canonical.
    let link = sealed(data);
    if let Ok(opened) = Scenario::from_link(&link) {
        assert_eq!(opened.to_link(), Ok(link));
    }
    travels(&scenario::scenario(&mut bytes::Bytes(data)));
}

/// The link gives the scenario back.
fn travels(scenario: &Scenario) {
    let link = scenario.to_link().expect("a link holds it");
    assert_eq!(Scenario::from_link(&link), Ok(scenario.normalised()));
}

/// The compact link with this body, made from docs/link.md and not from what is tested here.
fn sealed(body: &[u8]) -> String {
    let length = body.len() + 3;
    let groups = (0..13).rev().map(|group| length >> (5 * group));
    let mut groups: Vec<usize> = groups.skip_while(|rest| *rest == 0).collect();
    let last = groups.pop().expect("a length is not 0") & 31;
    let mut values = vec![53];
    values.extend(groups.iter().map(|rest| (rest & 31) | 32));
    values.push(last);
    values.extend(body.iter().map(|byte| usize::from(*byte & 63)));
    let mut crc = 0xffff_usize;
    for value in &values {
        for bit in (0..6).rev() {
            let top = (crc >> 15) ^ ((value >> bit) & 1);
            crc = ((crc << 1) ^ (top * 0x1021)) & 0xffff;
        }
    }
    values.extend([crc >> 10, (crc >> 4) & 63, (crc << 2) & 63]);
    let letter = |value: &usize| char::from(ALPHABET[*value]);
    values.iter().map(letter).collect()
}
