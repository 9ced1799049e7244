//! The words of efibootmgr.

use zonescope_mirror::{Percent, Setting};

use crate::{nid, setting};

macro_rules! commands {
    ($($name:ident: $text:expr => $command:expr;)*) => {
        $(#[test] fn $name() {
            let answer = match Setting::from_efibootmgr($text) {
                Ok(setting) => setting.to_string(),
                Err(error) => error.to_string(),
            };
            assert!(answer.starts_with($command), "{answer}");
        })*
    };
}

commands! {
    both_options: "efibootmgr -m t -M 25" => "efibootmgr -m t -M 25";
    in_the_other_order: "-M 25 -m f" => "efibootmgr -m f -M 25";
    with_a_prompt: "# sudo /usr/sbin/efibootmgr -m t -M 0" => "efibootmgr -m t -M 0";
    attached_values: "-mt -M25.05" => "efibootmgr -m t -M 25.05";
    long_options: "--mirror-below-4G=t --mirror-above-4G 12.5" => "efibootmgr -m t -M 12.5";
    trailing_zeros_go: "-M 7.50" => "efibootmgr -m f -M 7.5";
    leading_zeros_too: "-M 007.00" => "efibootmgr -m f -M 7";
    the_last_counts: "-M 7 -M 8" => "efibootmgr -m f -M 8";
    the_most: "-M 50.00" => "efibootmgr -m f -M 50";
    above_the_most: "-M 50.01" => "more than 50 % of the memory can't be mirrored";
    far_above_the_most: "-M 99999999999999999999999" => "more than 50 %";
    three_decimals: "-M 25.001" => "`25.001` is too fine";
    negative: "-M -1" => "`-1` is no percentage";
    no_digits: "-M ." => "`.` is no percentage";
    a_comma: "-M 25,5" => "`25,5` is no percentage";
    a_sign_of_percent: "-M 25%" => "`25%` is no percentage";
    digits_of_other_scripts: "-M ٢٥" => "`٢٥` is no percentage";
    no_value: "-m t -M" => "`-M` needs a value";
    neither_t_nor_f: "-m true" => "`true` is neither t nor f";
    another_option: "-m t -v" => "`-v` does not set mirroring";
    nothing: "  " => "nothing about mirroring";
    only_the_command: "efibootmgr" => "nothing about mirroring";
}

#[test]
fn an_option_left_out_leaves_its_half() {
    let mut before = setting("-m t -M 25");
    before.nodes.insert(nid(1), Percent::ZERO);
    let after = before.after_efibootmgr("-m f").unwrap();
    assert_eq!((after.below_4g, after.above_4g.hundredths()), (false, 2500));
    assert_eq!(after.nodes, before.nodes);
    let after = before.after_efibootmgr("efibootmgr -M 30").unwrap();
    assert_eq!(after, setting("-m t -M 30"));
}
