// Run by `cargo xtask bench --web`: the same browser and page as the tests, one thing at a time.
import tests from "./playwright.config.js";

export default { ...tests, testDir: "benches", testIgnore: [], fullyParallel: false, workers: 1 };
