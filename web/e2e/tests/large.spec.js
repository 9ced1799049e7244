// As much as a link holds: 4,096 regions on 1,024 nodes under 64 variants.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, open, test } from "../fixtures.js";

const REGIONS = 4096;
const NODES = 1024;
const PATCHES = ["outer-loop-check", "node-extent-span", "clip-normal", "plain-absent", "no-overlap-check"];
const sets = Array.from({ length: 32 }, (_, bits) => PATCHES.filter((_, place) => (bits >> place) & 1));
const variants = ["v6.18", "v6.12"].flatMap((kernel) =>
  sets.map((patches) => ({ name: `${kernel} ${patches.join("+") || "none"}`, patches, kernel })));
const MIB = 2 ** 20;
// The nodes take turns, so that each reaches over all memory.
const memory = Array.from({ length: REGIONS }, (_, place) => {
  const base = (2048 + 514 * place) * MIB;
  return [base, base + 512 * MIB, place % NODES, Math.floor(place / NODES) % 2 ? 0 : 2];
});
const scenario = JSON.stringify({ title: "Much", memory, cmdline: "kernelcore=mirror", variants });

async function bring(page) {
  const path = test.info().outputPath("scenario.json");
  writeFileSync(path, scenario);
  await page.getByLabel("Open a file").first().setInputFiles(path);
}
const rows = (page) => page.locator("table.verdicts tbody tr");
const all = (page) => expect(rows(page)).toHaveCount(variants.length);
const marks = (page, label) => page.getByRole("group", { name: `${label}, mark by mark` }).locator("[data-mark]");

// It takes a slow machine its time.
test.slow();

test("every variant is judged, and one node is drawn of too many", async ({ page, axe }) => {
  await open(page);
  await bring(page);
  await all(page);
  await expect(page.getByText("Of 1 024 nodes one is shown".replace(" ", "\u202f"))).toBeVisible();
  const shown = page.getByLabel("Nodes shown");
  await expect(shown).toHaveValue("0");
  await expect(marks(page, "Zone map").first()).toBeAttached();
  await shown.selectOption("node 1023");
  await expect(marks(page, "Zone map").last()).toHaveAttribute("aria-label", /node 1023/);
  expect(await page.locator("*").count()).toBeLessThan(20_000);
  await axe("section[aria-labelledby=zones]");
});

test("tables show their first rows, and more when asked", async ({ page }) => {
  await open(page);
  await bring(page);
  await all(page);
  const compared = page.locator("table.compare tbody tr");
  await expect(compared).toHaveCount(100);
  const more = page.locator(".sides").getByRole("button", { name: /^Show more: / });
  const left = async () => Number((await more.textContent()).replace(/\D/g, ""));
  const before = await left();
  await more.click();
  await expect(compared).toHaveCount(200);
  expect(await left()).toBe(before - 100);
});

test("the matrix has every patch set, and each release is evaluated", async ({ page }) => {
  await open(page);
  await bring(page);
  await all(page);
  await page.getByRole("radio", { name: "Matrix", exact: true }).locator("..").click();
  await expect(marks(page, "Matrix of patch sets")).toHaveCount(sets.length);
  await page.getByRole("radio", { name: "By release", exact: true }).locator("..").click();
  await expect(page.locator("[data-release='7.3']")).toBeVisible();
});

for (const [name, holds] of [
  ["Numbers (JSON)", (text) => JSON.parse(text).variants.length === variants.length],
  ["Numbers (CSV)", (text) => text.split("\r\n").length > variants.length * NODES],
  ["Markdown", (text) => text.includes("Open in zonescope")],
  ["For operations", (text) => text.includes("7.3")],
]) {
  test(`${name}: written while the page goes on`, async ({ page }) => {
    await open(page);
    await bring(page);
    await all(page);
    await expect(page.locator(".everything")).toBeVisible();
    await page.getByRole("button", { name: "Export" }).click();
    // How many turns others have had from the press until it is said that the file is saved.
    await page.evaluate(() => {
      window.turns = null;
      const turn = () => {
        if (window.turns !== null) window.turns += 1;
        setTimeout(turn);
      };
      turn();
      document.addEventListener("click", () => (window.turns = 0), { capture: true });
      new MutationObserver(() => (window.had ??= window.turns))
        .observe(document.querySelector(".said"), { childList: true, characterData: true, subtree: true });
    });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: `Save ${name}`, exact: true }).click(),
    ]);
    expect(holds(readFileSync(await download.path(), "utf8"))).toBe(true);
    await expect.poll(() => page.evaluate(() => window.had)).toBeGreaterThan(2);
  });
}

test("evaluating shows how far it is, and can be cancelled", async ({ page, axe }) => {
  await open(page);
  // As soon as it is there: a fast machine is done before anybody could press it.
  const cancelled = page.evaluate(() => new Promise((done) => {
    const watcher = new MutationObserver(() => {
      const bar = document.querySelector("progress[aria-label='Variants evaluated']");
      const cancel = bar?.parentElement.querySelector("button");
      if (!cancel) return;
      watcher.disconnect();
      done({ max: bar.max, name: cancel.textContent });
      cancel.click();
    });
    watcher.observe(document, { childList: true, subtree: true });
  }));
  await bring(page);
  expect(await cancelled).toEqual({ max: variants.length, name: "Cancel" });
  await expect(page.getByRole("progressbar", { name: "Variants evaluated" })).toHaveCount(0);
  await expect(page.getByText(/^Stopped after \d+ of 64 variants\.$/)).toBeVisible();
  expect(await rows(page).count()).toBeLessThan(variants.length);
  await axe("#answer");
});

test("embedded, it is drawn too, and what is folded away once it is wanted", async ({ page }) => {
  await open(page);
  await bring(page);
  await all(page);
  await expect(page).toHaveTitle(/Much/);
  await expect.poll(() => new URL(page.url()).hash.length).toBeGreaterThan(5000);
  const { hash } = new URL(page.url());
  await open(page, `/?embed=zones${hash}`);
  await expect(page.getByText(/nodes one is shown/)).toBeVisible();
  await expect(marks(page, "Zone map").first()).toBeAttached();
  await expect(marks(page, "Absent pages")).toHaveCount(0);
  await page.getByText("Absent pages", { exact: true }).click();
  await expect(marks(page, "Absent pages").first()).toBeAttached();
  // What is folded inside it is another matter.
  const table = page.getByText("Absent pages as a table");
  await table.click();
  await expect(page.getByRole("region", { name: "Absent pages as a table" })).toBeVisible();
  await table.click();
  await expect(marks(page, "Absent pages").first()).toBeAttached();
  await open(page, `/?embed=matrix${hash}`);
  await expect(marks(page, "Matrix").first()).toBeAttached();
});
