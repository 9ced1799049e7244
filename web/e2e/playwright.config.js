// Run by `cargo xtask test e2e`, which builds the page and dist/, serves both, and tells
// where they and Chromium are. By hand, without dist/: `cargo xtask serve` in one
// terminal, `npx playwright test` here in another.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests",
  testIgnore: process.env.ZONESCOPE_URL ? [] : ["dist.spec.js", "update.spec.js"],
  outputDir: "results",
  reporter: "list",
  timeout: 30_000,
  forbidOnly: !!process.env.CI,
  fullyParallel: true,
  workers: 2,
  use: {
    baseURL: process.env.ZONESCOPE_URL ?? "http://127.0.0.1:8080",
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.ZONESCOPE_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
