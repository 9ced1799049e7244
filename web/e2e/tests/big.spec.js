// A text of 10 MB: read in slices, shown as an excerpt, never in the DOM.
import { writeFileSync } from "node:fs";
import { expect, open, test } from "../fixtures.js";

const DUMP = `[    0.000000] MEMBLOCK configuration:
[    0.000000]  memory.cnt  = 0x2
[    0.000000]  memory[0x0]\t[0x0000000000001000-0x000000000009efff], 0x000000000009e000 bytes on node 0 flags: 0x0
[    0.000000]  memory[0x1]\t[0x0000000000100000-0x000000003fffffff], 0x000000003ff00000 bytes on node 0 flags: 0x0
`;
const line = (place) => `[${(place / 1000).toFixed(6).padStart(12)}] usb 1-1: new high-speed USB device number ${place} using xhci_hcd\n`;
const noise = Array.from({ length: 70_000 }, (_, place) => line(place)).join("");
const big = noise + DUMP + noise;
const AT = 70_001;

// From a file: the browser's driver itself would bring in megabytes slowly.
async function bring(page, text) {
  const path = test.info().outputPath(`dmesg-${text.length}`);
  writeFileSync(path, text);
  await page.getByLabel("Open a file").first().setInputFiles(path);
}
// The next text is read by timers of no delay. With the first of them held back it can't be read
// before the test has done what it does meanwhile, however fast or busy the machine is.
const hold = (page) =>
  page.evaluate(() => {
    const { setTimeout } = window;
    window.setTimeout = (then, delay, ...given) => {
      if (delay) return setTimeout(then, delay, ...given);
      window.setTimeout = setTimeout;
      return setTimeout(then, 3_600_000, ...given);
    };
  });
const excerpt = (page) => page.getByRole("region", { name: /^The text, / });

// Megabytes take a slow machine its time.
test.slow();

test.beforeEach(async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    window.longest = 0;
    window.tasks = [];
    let last = performance.now();
    const frame = (now) => {
      window.longest = Math.max(window.longest, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new PerformanceObserver((list) => {
      window.tasks.push(...list.getEntries().map((entry) => Math.round(entry.duration)));
    }).observe({ entryTypes: ["longtask"] });
  });
});

test("10 MB are read while the page goes on, and only the lines in sight are made", async ({ page, axe }, info) => {
  expect(big.length).toBeGreaterThan(10_000_000);
  await bring(page, big);
  await expect(page.locator("#read")).toContainText(`Memory from the memblock dump (line ${AT})`);
  await expect(page.locator(".coming")).toHaveCount(0);
  await expect(excerpt(page)).toContainText("MEMBLOCK configuration");
  expect(await page.locator(".excerpt li").count()).toBeLessThan(200);
  expect(await page.evaluate(() => document.documentElement.outerHTML.length)).toBeLessThan(400_000);
  await expect(page.locator("#dump")).toHaveValue("");
  await expect(page.locator("#dump")).toHaveAttribute("placeholder", /KiB\) is shown below/);
  const told = await page.evaluate(() => `longest frame ${Math.round(window.longest)} ms, long tasks [${window.tasks}] ms`);
  info.annotations.push({ type: "measured", description: told });
  console.log(`10 MB: ${told}`);
  await axe(".inputs");
});

test("the excerpt scrolls to any line, by keyboard too", async ({ page }) => {
  await bring(page, big);
  await expect(excerpt(page)).toContainText("MEMBLOCK configuration");
  await excerpt(page).focus();
  await page.keyboard.press("End");
  await expect(excerpt(page)).toContainText("device number 69999");
  await page.keyboard.press("Home");
  await expect(excerpt(page).getByRole("listitem").first()).toContainText("device number 0");
  await page.getByText("What became of each line").click();
  const list = page.getByRole("region", { name: "What became of each line" });
  await list.getByRole("listitem").filter({ hasText: "MEMBLOCK" }).getByRole("button").click();
  await expect(excerpt(page)).toBeFocused();
  await expect(excerpt(page).locator(".asked")).toContainText(["MEMBLOCK configuration", "memory.cnt", "memory[0x0]", "memory[0x1]"]);
});

test("reading shows how far it is, and can be cancelled", async ({ page, axe }) => {
  const before = await page.locator("#dump").inputValue();
  await hold(page);
  await bring(page, big);
  const bar = page.getByRole("progressbar");
  await expect(bar).toBeVisible();
  await axe(".coming");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(bar).toHaveCount(0);
  await expect(page.locator("#dump")).toHaveValue(before);
  await expect(page.locator("#cases")).toHaveValue("case2");
});

test("a text brought while another is read takes its place; undo brings texts back", async ({ page }) => {
  const first = await page.locator("#dump").inputValue();
  await hold(page);
  await bring(page, big);
  await expect(page.locator(".coming")).toBeVisible();
  await bring(page, noise + DUMP.replace("0x2\n", "0x1\n").split("\n").slice(0, 3).join("\n") + "\n");
  await expect(page.locator("#read")).toContainText("1 region ");
  await expect(page.locator(".coming")).toHaveCount(0);
  await bring(page, big);
  await expect(page.locator("#read")).toContainText("2 regions");
  await page.locator("#dump").fill(DUMP);
  await expect(excerpt(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(excerpt(page)).toContainText("MEMBLOCK configuration");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator("#read")).toContainText("1 region ");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator("#dump")).toHaveValue(first);
});

test("a large paste goes past the box", async ({ page }) => {
  await page.locator("#dump").evaluate((area, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, big);
  await expect(excerpt(page)).toContainText("MEMBLOCK configuration");
  await expect(page.locator("#dump")).toHaveValue("");
});
