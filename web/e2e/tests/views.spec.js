// memmap init, the matrix and the search through the layouts, as somebody uses them.
import { drawn, expect, open, choose, test } from "../fixtures.js";

const view = (page, name) => choose(page.getByRole("radio", { name, exact: true }));
const variants = (page) => page.locator(".verdicts tbody tr");

test("memmap init says what is initialised when, and what it may cost", async ({ page }) => {
  await open(page);
  await view(page, "memmap init");
  await expect(page.locator(".picture")).toContainText("twice 254 GiB");
  await page.getByText("Initialisation of struct pages as a table").click();
  await expect(page.getByRole("region", { name: "as a table" })).toContainText("133 693 440".replaceAll(" ", "\u202f"));
  const estimate = page.getByRole("region", { name: "Estimate" });
  await expect(page.getByText("Assuming")).toBeVisible();
  await expect(estimate.getByRole("row", { name: "base" })).toContainText("about 6.0 s");
  await page.getByRole("spinbutton", { name: "ns per struct page" }).fill("36");
  await expect(estimate.getByRole("row", { name: "base" })).toContainText("about 12");
});

test("step by step, the map fills in and the last step is marked", async ({ page }) => {
  await open(page);
  await view(page, "memmap init");
  await page.getByText("step by step").click();
  const step = page.locator(".step");
  await expect(step).toContainText("Step 1 of 11");
  const slider = page.getByRole("slider", { name: "Step" });
  await slider.focus();
  const pending = () => page.getByRole("img", { name: /not yet initialised/ }).count();
  const before = await pending();
  for (let at = 2; at <= 11; at += 1) {
    await page.keyboard.press("ArrowRight");
    await expect(step).toContainText(`Step ${at} of 11`);
  }
  expect(before).toBeGreaterThan(await pending());
  await expect(page.getByRole("img", { name: /twice/ }).first()).toBeAttached();
  await expect(page.getByRole("button", { name: "Next" })).toBeDisabled();
  await page.keyboard.press("Home");
  await expect(step).toContainText("Before the first");
  await expect(page.getByRole("button", { name: "Back" })).toBeDisabled();
});

test("a cell of the matrix becomes a variant", async ({ page }) => {
  await open(page);
  await view(page, "Matrix");
  const before = await variants(page).count();
  const cells = page.getByRole("group", { name: "Matrix of patch sets, mark by mark" }).getByRole("button");
  await expect(cells).toHaveCount(32);
  const cell = cells.filter({ has: page.locator(":scope") }).and(page.getByRole("button", { name: /^outer-loop-check\+clip-normal/ }));
  await cell.first().click();
  await expect(variants(page)).toHaveCount(before + 1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(variants(page)).toHaveCount(before);
  await page.getByRole("region", { name: "All patch sets" }).getByRole("button", { name: "plain-absent", exact: true }).click();
  await expect(variants(page)).toHaveCount(before + 1);
});

test("the search goes on, is cancelled, ends, and opens what it found", async ({ page }) => {
  test.slow();
  await open(page);
  await view(page, "Matrix");
  await page.getByRole("button", { name: "Try them all" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText(/Stopped after \d+ of 9360 layouts/)).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Try them all" }).click();
  await expect(page.getByText("All 9360 layouts tried.")).toBeVisible();
  await expect(page.locator(".tallies")).toContainText("broken");
  await page.getByRole("button", { name: "Open it" }).first().click();
  await expect(page.locator("#title")).toHaveValue(/one node/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator("#title")).toHaveValue(/Case 2/);
});

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing in any view, ${scheme}`, async ({ page, axe }) => {
    test.slow();
    await page.emulateMedia({ colorScheme: scheme });
    await open(page);
    for (const name of ["Zones", "memmap init", "Sweep", "Matrix", "Check"]) {
      await view(page, name);
      if (name === "memmap init") await page.getByText("step by step").click();
      await drawn(page);
      await axe();
    }
  });
}

test("by release: what each does, what to do, and one more variant at a press", async ({ page, axe }) => {
  await open(page);
  await view(page, "By release");
  const rows = page.locator("tr[data-release]");
  await expect(rows).toHaveCount(12);
  const row = (slug) => page.locator(`tr[data-release="${slug}"]`);
  await expect(row("7.3")).toHaveClass("ok");
  await expect(row("7.3")).toContainText("Boot it with kernelcore=mirror.");
  await expect(row("6.12.110")).toHaveClass("broken");
  await expect(row("6.12.110")).toContainText("66\u202f781\u202f184 pages");
  const scroll = page.getByRole("region", { name: "Releases" });
  expect(await scroll.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
  await axe();
  await row("7.3").getByRole("button", { name: "Show as a variant" }).click();
  await expect(page.locator("tr[data-variant='7.3']")).toHaveAttribute("data-verdict", "ok");
  await expect(row("7.3")).toContainText("shown among the variants");
});
