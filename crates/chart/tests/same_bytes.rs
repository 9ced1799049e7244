//! The same scenario gives the same SVG, byte for byte, natively and in the page: the one hash
//! below is asserted by `cargo test` and, in a browser, by `cargo xtask test wasm`.

use zonescope_chart::{
    absent_pages, init_map, matrix_chart, sweep_chart, zone_map, AbsentOptions, InitOptions,
    MatrixOptions, SweepOptions, Theme, ZoneMapOptions,
};
use zonescope_model::{infer, Kernel};
use zonescope_scenario::{matrix, Sweep, CASES};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Of every chart of every case, in every theme, one after the other. Who means to change a
/// picture changes this number.
const HASH: u64 = 0x300d_837b_f28f_cd52;

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
            let zones = ZoneMapOptions { theme, standalone: true, ..ZoneMapOptions::default() };
            let absent = AbsentOptions { theme, standalone: true, ..AbsentOptions::default() };
            files += &zone_map(&evaluated, &scenario.setup, &zones).svg;
            files += &absent_pages(&evaluated, &scenario.setup, &absent).svg;
            let init = InitOptions { theme, standalone: true, ..InitOptions::default() };
            files += &init_map(&evaluated, &scenario.setup, &init).svg;
            let groups = matrix(&scenario.setup, Kernel::V6_12);
            let options = MatrixOptions { theme, standalone: true, ..MatrixOptions::default() };
            files += &matrix_chart(&groups, &options).svg;
            // The cover letter's machine is none that the mirroring rule makes.
            let Ok(machine) = infer(&scenario.setup.memory) else {
                continue;
            };
            let (variants, now) = (scenario.variants.clone(), machine.setting.above_4g);
            let sweep = Sweep::new(machine.machine, machine.setting, &scenario.setup, variants);
            let mut sweep = sweep.unwrap();
            while sweep.step() {}
            let options =
                SweepOptions { now: Some(now), theme, standalone: true, ..SweepOptions::default() };
            let groups = sweep.groups();
            files += &sweep_chart(&groups, &scenario.variants, &scenario.setup, &options).svg;
        }
    }
    assert_eq!(hash(files.as_bytes()), HASH, "{} bytes", files.len());
}
