// Where a number comes from, in the kernel's steps. The numbers are the kernel's own.
import { choose, expect, open, test, unfold, whole } from "../fixtures.js";

const cell = (page, at) =>
  page
    .locator("td" + Object.entries(at).map(([name, value]) => `[data-${name}="${value}"]`).join(""))
    .and(page.locator(at.zone ? "td" : "td:not([data-zone])"))
    .first();

const panel = (page) => page.getByRole("region", { name: "Why" });
const absent = (variant) => ({ variant, node: 0, zone: "Normal", field: "absent" });

test.beforeEach(async ({ page }) => {
  await open(page);
});

test("case 2 opens with why Normal has absent pages", async ({ page }) => {
  await expect(panel(page)).toContainText("node 0, Normal, absent, base");
  const steps = panel(page).getByRole("listitem");
  await expect(steps).toHaveText([
    /span 0x100000-0x6040000: not cut at 0x20c0000, because of kernelcore=mirror.*adjust_zone_range_for_zone_movable\(\)/,
    /not the node's memory: 0.*__absent_pages_in_range\(\)/,
    /\+ unmirrored pages .*66.584.576.*zone_absent_pages_in_node\(\)/,
    /= 66.584.576 absent/,
  ]);
  await expect(panel(page)).toContainText("With clip-normal it would be 0; with plain-absent 0.");
});

for (const [name, at, says] of [
  ["a span", { variant: "clip", node: 0, zone: "Normal", field: "end_pfn" }, /cut at zone_movable_pfn 0x20c0000/],
  ["a present count", { variant: "base", node: 1, zone: "Normal", field: "present" }, /spanned.*absent = 33.554.432 present/],
  ["zone_movable_pfn", { variant: "base", node: 0, field: "movable_pfn" }, /lowest unmirrored region at or above 4 GiB starts at 0x20c0000/],
  ["a node's span", { variant: "base", node: 1, field: "spanned" }, /overlap is counted twice/],
  ["first_deferred_pfn", { variant: "clip", node: 1, field: "first_deferred_pfn" }, /first_deferred_pfn is 0x8048000/],
  ["early init", { variant: "base", node: 0, zone: "Movable", field: "init_early" }, /memmap_init_range\(\)/],
  ["links", { variant: "base", node: 0, zone: "Normal", field: "linked" }, /66.584.576 pages of memory are linked to Movable of node 0 by a later/],
  ["pages initialised twice", { variant: "base", field: "double_init" }, /Movable of node 1: 67.108.864.*= 133.693.440/],
  ["pages never initialised", { variant: "node-extent", field: "never_init" }, /the walk goes over the node's memory in 0x20c0000-0x6040000.*node 0: 33.259.520/],
]) {
  test(`${name} is explained at a press`, async ({ page }) => {
    await unfold(page, "Every count of every variant");
    await cell(page, at).getByRole("button").click();
    await expect(panel(page)).toBeInViewport();
    await expect(panel(page)).toContainText(`${at.field}, ${at.variant}`);
    await expect(panel(page).getByRole("list")).toHaveText(says);
    // What the steps come to is what the cell has.
    const value = await cell(page, at).getAttribute("data-value");
    const last = await panel(page).getByRole("listitem").last().innerText();
    const shown = last.replaceAll("\u202f", "");
    expect(shown).toContain(/pfn$/.test(at.field) ? `0x${Number(value).toString(16)}` : value);
  });
}

test("by keyboard: a table is one stop, arrows walk it, Enter asks, Escape closes", async ({ page }) => {
  const first = cell(page, { variant: "base", field: "init_early" }).getByRole("button");
  await expect(page.locator(".verdicts button.ask[tabindex='0']")).toHaveCount(1);
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  const never = cell(page, { variant: "node-extent", field: "never_init" });
  await expect(never.getByRole("button")).toBeFocused();
  await expect(page.locator(".verdicts button.ask[tabindex='0']")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(panel(page)).toContainText("never_init, node-extent");
  await expect(never).toHaveClass(/asked/);
  await expect(never.getByRole("button")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel(page)).not.toContainText("never_init");
  await expect(never).not.toHaveClass(/asked/);
});

test("closed, it stays closed, and the focus goes back to the number", async ({ page }) => {
  const of = cell(page, absent("clip"));
  await of.getByRole("button").click();
  await panel(page).getByRole("button", { name: "Close" }).click();
  await expect(of.getByRole("button")).toBeFocused();
  await expect(panel(page)).toContainText("Press a number in a table");
});

test("copied as text of at most 72 columns", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await panel(page).getByRole("button", { name: "Copy as text" }).click();
  await expect(panel(page)).toContainText("Copied.");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain("node 0, Normal, absent = 66584576 (base, v6.12)\n  1. span 0x100000-0x6040000");
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(72);
  await cell(page, absent("clip")).getByRole("button").click();
  await expect(panel(page)).not.toContainText("Copied.");
});

test("the answer follows the scenario, in every view", async ({ page }) => {
  await cell(page, absent("base")).getByRole("button").click();
  await page.locator("#cases").selectOption("case3");
  await expect(panel(page)).toContainText("67 108 864".replaceAll(" ", "\u202f"));
  await choose(page.getByRole("radio", { name: "memmap init" }));
  await expect(panel(page)).toContainText("node 0, Normal, absent, base");
  await page.getByRole("checkbox", { name: "base", exact: true }).uncheck();
  await expect(panel(page)).toHaveCount(0);
});

test("words are explained in place, by keyboard too", async ({ page, axe }) => {
  const word = page.getByRole("columnheader", { name: "early init" }).getByRole("button");
  const note = page.locator("#term-init_early");
  await expect(note).toBeHidden();
  await word.focus();
  await page.keyboard.press("Enter");
  await expect(note).toBeVisible();
  await expect(note).toContainText("counted twice");
  await expect(note).toContainText("mm/mm_init.c");
  await axe("#term-init_early");
  await page.keyboard.press("Escape");
  await expect(note).toBeHidden();
  await expect(word).toBeFocused();

  await page.getByRole("button", { name: "Help" }).click();
  const help = page.locator("#help");
  for (const [name, file] of [
    ["memblock", "mm/memblock.c"],
    ["absent", "mm/mm_init.c"],
    ["contiguous", "mm/mm_init.c"],
    ["first_deferred_pfn", "mm/mm_init.c"],
  ]) {
    await help.getByRole("button", { name, exact: true }).click();
    await expect(page.locator(".explained:popover-open")).toContainText(file);
  }
  await expect(help).toBeVisible();
  await expect(help).toContainText("Ctrl+Shift+Z");
});

test("on a phone it is under the charts, and nothing scrolls sideways", async ({ page, axe }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await cell(page, { variant: "base", field: "double_init" }).getByRole("button").click();
  await expect(panel(page)).toBeInViewport();
  await axe(".why");
  await page.getByText("zone->contiguous").click();
  await whole(page);
  for (const details of await page.locator(".results details").all()) {
    await details.evaluate((details) => (details.open = true));
  }
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(excess).toBeLessThanOrEqual(0);
});

test("a mark of the absent pages answers as well", async ({ page }) => {
  const marks = page.getByRole("group", { name: "Absent pages, mark by mark" }).getByRole("button");
  await marks.first().focus();
  await page.keyboard.press("Enter");
  await expect(panel(page)).toContainText("node 0, DMA, absent, base");
  await marks.and(page.getByLabel(/^node 1, Normal: 67.108.864/)).click();
  await expect(panel(page)).toContainText("node 1, Normal, absent, base");
});
