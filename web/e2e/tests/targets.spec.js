// Whatever is pressed is 24 pixels wide and high, or has that much room: in every view, with every
// fold open but those of the figures' tables, which have nothing to press, on wide screens and on phones, and in documents.
import { AxeBuilder } from "@axe-core/playwright";
import { drawn, expect, open, choose, test, whole } from "../fixtures.js";

const VIEWS = ["Zones", "By release", "memmap init", "Sweep", "Matrix", "Check"];

// What is too small to be pressed, or else not as it should be.
async function faults(page) {
  const builder = new AxeBuilder({ page }).options({ rules: { "target-size": { enabled: true } } });
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 140)}`));
}

for (const width of [390, 1366]) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 844 } });
    for (const view of VIEWS) {
      test(`${view}, unfolded`, async ({ page }) => {
        test.slow();
        await open(page);
        await choose(page.getByRole("radio", { name: view, exact: true }));
        if (width < 900) await page.getByRole("button", { name: "Change the inputs" }).click();
        await drawn(page);
        await whole(page);
        await page.locator("main details:not(figure *)").evaluateAll((all) => all.forEach((one) => (one.open = true)));
        await expect(page.locator("details[open] > summary").first()).toBeVisible();
        expect(await faults(page)).toEqual([]);
      });
    }
  });
}

for (const view of ["zones", "absent", "init", "sweep", "matrix", "releases"]) {
  test(`${view}, embedded`, async ({ page }) => {
    await open(page, `/?embed=${view}#1hKXuJmNrVBQDkIU9mCYxbEYnwWixGZfQan8BrODeovOg`);
    await page.locator("details:not(figure *)").evaluateAll((all) => all.forEach((one) => (one.open = true)));
    expect(await faults(page)).toEqual([]);
  });
}
