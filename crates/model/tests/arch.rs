//! An architecture's sizes, which the model itself never needs in bytes.

use zonescope_model::Arch;

#[test]
fn a_page_has_its_size() {
    let sizes = [Arch::X86_64, Arch::ARM64_16K, Arch::ARM64_64K].map(|arch| arch.page_size());
    assert_eq!(sizes, [4096, 16384, 65536]);
}
