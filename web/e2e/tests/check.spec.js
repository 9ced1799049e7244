// Is the kernel telling the same story? A boot of QEMU, cut to what is read.
import { readFileSync } from "node:fs";
import { expect, open, test } from "../fixtures.js";

const boot = readFileSync(new URL("../texts/boot.txt", import.meta.url), "utf8");
const zoneinfo = boot.slice(boot.indexOf("Node 0, zone"));
const log = boot.slice(0, boot.indexOf("Node 0, zone"));

const status = (page) => page.locator(".checked").getByRole("status").first();
const cell = (page, node, zone, field) =>
  page.locator(`.checked td[data-node="${node}"][data-zone="${zone}"][data-field="${field}"]`);

test.beforeEach(async ({ page }) => {
  await open(page);
});

test("a case says nothing of zones: what to paste is said", async ({ page, axe }) => {
  await expect(page.locator(".told")).toHaveCount(0);
  await page.getByText("Check", { exact: true }).click();
  await expect(status(page)).toContainText("/proc/zoneinfo");
  await expect(page.getByLabel("/proc/zoneinfo, or another log")).toBeVisible();
  await axe();
});

test("a log that agrees", async ({ page, axe }) => {
  await page.locator("#dump").fill(boot);
  await expect(page.locator(".told")).toContainText("Equal: all");
  await page.getByRole("button", { name: "Zone by zone" }).click();
  await expect(status(page)).toContainText("Equal: all");
  const rows = page.getByRole("region", { name: "Log and model, zone by zone" }).locator("tbody tr");
  expect(await rows.count()).toBeGreaterThan(8);
  for (const row of await rows.all()) {
    await expect(row).toContainText("equal");
  }
  await expect(cell(page, 0, "Normal", "present")).toHaveAttribute("data-value", "262144");
  await expect(cell(page, 0, "Normal", "present")).toHaveAttribute("data-log", "262144");
  await expect(page.getByText("Pages the kernel manages, of those present")).toBeVisible();
  await axe();
});

test("one number that differs is shown with both numbers", async ({ page, axe }) => {
  await page.locator("#dump").fill(boot.replace("present  262144", "present  262145"));
  await expect(page.locator(".told")).toContainText("Different:");
  await page.getByText("Check", { exact: true }).click();
  await expect(status(page)).toContainText("gives 1 is not that of");
  await expect(cell(page, 0, "Normal", "present")).toContainText(/log 262.145/);
  await expect(cell(page, 0, "Normal", "present")).toContainText(/model 262.144/);
  await expect(page.locator(".checked").getByRole("row", { name: /node 0 Normal/ })).toContainText("different");
  await expect(page.locator(".checked")).toContainText("No kernel and no set of patches");
  await axe();
});

test("a second text counts before the first, and can be taken away", async ({ page, axe }) => {
  await page.locator("#dump").fill(log);
  await page.getByText("Check", { exact: true }).click();
  await expect(status(page)).toContainText("Equal: all");
  const fewer = await status(page).innerText();
  const second = page.getByLabel("/proc/zoneinfo, or another log");
  await second.fill(zoneinfo);
  await expect(status(page)).toContainText("Equal: all");
  expect(await status(page).innerText()).not.toBe(fewer);
  await second.fill(zoneinfo.replace("spanned  786432", "spanned  5"));
  await expect(status(page)).toContainText("Different:");
  await expect(cell(page, 0, "Normal", "spanned")).toContainText("log 5");
  await second.fill("nothing of note");
  await expect(page.locator(".checked")).toContainText("does not say what zones a kernel built");
  await expect(status(page)).toHaveText(fewer);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(second).toHaveValue(/spanned {2}5/);
  await page.getByRole("button", { name: "Remove this text" }).click();
  await expect(second).toHaveValue("");
  await expect(status(page)).toHaveText(fewer);
  await axe();
});

test("a set that explains the log is shown among the variants", async ({ page }) => {
  await page.locator("#dump").fill(boot);
  await page.getByRole("checkbox", { name: "base" }).uncheck();
  await expect(page.locator('tr[data-verdict][data-variant="base"]')).toHaveCount(0);
  await page.getByText("Check", { exact: true }).click();
  await page.getByRole("button", { name: "Show base" }).click();
  await expect(page.locator('tr[data-verdict][data-variant="base"]')).toHaveCount(1);
});

test("the comparison is copied as a mail would have it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator("#dump").fill(boot);
  await page.getByText("Check", { exact: true }).click();
  await page.getByRole("button", { name: "Copy the comparison" }).click();
  await expect(page.locator(".copies")).toContainText("Copied");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("Equal: all");
  const lines = text.trimEnd().split("\n");
  // The link alone on its line is as long as it is.
  expect(lines.pop()).toMatch(/^<http.*#1.*>$/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72);
});

test("it needs no more than 320 pixels", async ({ page, axe }) => {
  await page.locator("#dump").fill(boot);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByText("Check", { exact: true }).click();
  await expect(status(page)).toContainText("Equal: all");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await axe();
});
