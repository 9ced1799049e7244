//! The same scenario gives the same SVG, byte for byte, natively and in the page: the one hash
//! below is asserted by `cargo test` and, in a browser, by `cargo xtask test wasm`.

use zonescope_chart::{Figure, Focus, Theme};
use zonescope_report::Told;
use zonescope_scenario::CASES;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Of every figure of every case, in every theme, one after the other. Who means to change a
/// picture changes this number.
const HASH: u64 = 0x5df3_d52c_8b58_5b43;

/// FNV-1a, 64 bits.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn the_same_bytes_everywhere() {
    let mut files = String::new();
    for case in &CASES {
        let scenario = case.scenario().unwrap();
        let evaluated = scenario.evaluate();
        for theme in Theme::ALL {
            for figure in Figure::ALL {
                let style = figure.file(theme);
                // The cover letter's machine is none that the mirroring rule makes.
                match figure.draw(&scenario, &evaluated, &Focus::default(), style, Told::default())
                {
                    Ok(chart) => files += &chart.svg,
                    Err(why) => assert_eq!(figure, Figure::Sweep, "{why}"),
                }
            }
        }
    }
    assert_eq!(hash(files.as_bytes()), HASH, "{} bytes", files.len());
}
