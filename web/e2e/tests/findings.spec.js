// What was found, what it means, what removes it; two variants compared; contiguous zones.
import { expect, open, choose, test } from "../fixtures.js";

const verdict = (page, variant) => page.locator(`tr[data-verdict][data-variant="${variant}"]`);

async function unfold(page, variant) {
  await verdict(page, variant).getByText(/findings? of/).click();
  return verdict(page, variant).getByRole("listitem");
}

test.beforeEach(async ({ page }) => {
  await open(page);
});

test("a finding says what it would do and what removes it", async ({ page }) => {
  const findings = await unfold(page, "base");
  const twice = findings.filter({ hasText: "initialised more than once before SMP" });
  await expect(twice).toContainText("One CPU writes these struct pages again");
  await expect(twice).toContainText(
    "Removed by node-extent-span (which brings memory never initialised and a wrong present count) or clip-normal",
  );
});

test("a finding is shown on the map, from any view, and no longer", async ({ page }) => {
  await choose(page.getByRole("radio", { name: "Matrix" }));
  const findings = await unfold(page, "node-extent");
  const show = findings.first().getByRole("button", { name: /show on the map: memory never/ });
  await expect(show).toHaveAttribute("aria-pressed", "false");
  await show.click();
  await expect(show).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("radio", { name: "Zones", exact: true })).toBeChecked();
  await expect(page.getByRole("heading", { name: "Zones", exact: true })).toBeInViewport();
  // On each node from where deferral starts to where Movable does.
  const outlines = page.locator(".outlines rect");
  await expect(outlines).toHaveCount(2);
  const edges = (rects) => rects.evaluateAll((all) => all.map(({ x, width }) => [x.baseVal.value, x.baseVal.value + width.baseVal.value]));
  const mark = (label) => page.locator(`.marks [aria-label^="node-extent, "][aria-label*="${label}"]`);
  const [shown, deferred, movable] = [await edges(outlines), await edges(mark("first_deferred_pfn")), await edges(mark(", Movable:"))];
  for (const [node, [left, right]] of shown.entries()) {
    expect(Math.abs(left - (deferred[node][0] + deferred[node][1]) / 2)).toBeLessThan(20);
    expect(Math.abs(right - movable[node][0])).toBeLessThan(20);
  }
  await show.click();
  await expect(outlines).toHaveCount(0);
  await expect(show).toHaveAttribute("aria-pressed", "false");
});

test("the lede says what one sees", async ({ page }) => {
  const lede = page.locator(".lede");
  await expect(lede).toContainText(
    "In base Normal and Movable overlap by 254 GiB on node 0 and 256 GiB on node 1, in clip, clip-absent and simplified they do not.",
  );
  await expect(lede).toContainText("Broken: node-extent; costly: base and v5-1of5; ok: clip, clip-absent and simplified.");
});

test("two variants in a sentence and by what differs", async ({ page }) => {
  const compare = page.locator("section", { has: page.getByRole("heading", { name: "Compare" }) });
  await expect(compare).toContainText(/From base to clip: Normal of nodes 0 and 1 shrinks by 133.693.440 pages/);
  await expect(compare).toContainText("costly becomes ok.");
  const differs = page.getByRole("region", { name: "What differs", exact: true });
  // The machine's sums first, and each with both values, for machines too.
  const early = differs.getByRole("row").filter({ hasText: "early init" }).first();
  await expect(early.getByRole("cell").nth(1)).toHaveAttribute("data-value", "334652342");
  await expect(early.getByRole("cell").last()).toHaveAttribute("data-value", "67330998");
  for (const row of await differs.locator("tbody tr").all()) {
    const [left, right] = await row.locator("td[data-field]").evaluateAll((cells) => cells.map((cell) => cell.dataset.value));
    expect(left).not.toBe(right);
  }
  await compare.getByText(/^\d+ more$/).click();
  await expect(page.getByRole("region", { name: "What differs, the rest" }).getByRole("row").nth(1)).toBeVisible();
});

test("variants alike are one sentence, not two tables", async ({ page }) => {
  await page.getByLabel("second variant").selectOption("v5-1of5");
  await expect(page.getByText("base and v5-1of5 come to the same: every count, every page.")).toBeVisible();
  await expect(page.locator(".differences")).toHaveCount(0);
  await expect(page.locator(".compare")).toBeHidden();
  await page.getByText("All zones side by side").click();
  await expect(page.locator(".compare")).toBeVisible();
});

test("zone->contiguous, zone by zone and outcome by outcome", async ({ page, axe }) => {
  await page.getByText("zone->contiguous").click();
  const table = page.getByRole("region", { name: "zone->contiguous" });
  await expect(table.getByRole("columnheader")).toHaveText([
    "node",
    "zone",
    "base = v5-1of5",
    "node-extent",
    "clip = clip-absent = simplified",
  ]);
  const normal = table.getByRole("row").filter({ hasText: "Normal" }).first();
  await expect(normal.getByRole("cell")).toHaveText([
    /^no\s*0x20c0000 is linked to Movable of node 0$/,
    /^no\s*0x108000 was never initialised$/,
    "yes",
  ]);
  await axe(".contiguous");
});

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing in findings and differences, ${scheme}`, async ({ page, axe }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await unfold(page, "node-extent");
    await axe(".verdicts");
    await page.setViewportSize({ width: 390, height: 844 });
    await axe(".results");
  });
}
