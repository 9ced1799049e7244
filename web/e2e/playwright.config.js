// Run by `cargo xtask test e2e`, which builds the page and dist/, serves both, and tells
// where they and Chromium are. By hand, without dist/: `cargo xtask serve` in one
// terminal, `npx playwright test` here in another.
import { defineConfig } from "@playwright/test";

// How many times longer this machine takes than an idle one of 2026, measured once, when nothing
// runs yet, and told to the workers. A limit is there to end what hangs, not to judge a machine.
process.env.ZONESCOPE_SLOWER ??= String(slowness());
const slower = Number(process.env.ZONESCOPE_SLOWER);

function slowness() {
  const IDLE_MS = 1600;
  const start = performance.now();
  let sum = 0;
  for (let i = 0; i < 3e8; i++) sum = (sum + i * i) | 0;
  return Math.max(1, (performance.now() - start) / IDLE_MS + (sum & 0));
}

export default defineConfig({
  testDir: "tests",
  testIgnore: process.env.ZONESCOPE_URL ? [] : ["dist.spec.js", "update.spec.js"],
  outputDir: "results",
  reporter: "list",
  timeout: 60_000 * slower,
  expect: { timeout: 20_000 * slower },
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
