// Figures and tables show all they have in any width; what scrolls says that there is more.
import { choose, expect, open, test, unfold, whole } from "../fixtures.js";

const VIEWS = ["Zones", "By release", "memmap init", "Sweep", "Matrix"];
const over = (box) => box.evaluate((box) => box.scrollWidth - box.clientWidth);
// How large its pixels are on the screen: a figure is drawn for the width there is, and no smaller.
const scale = (picture) =>
  picture.locator("svg").first().evaluate((svg) => svg.getBoundingClientRect().width / svg.getAttribute("width"));

for (const width of [320, 390, 600]) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("no figure is cut off, and each can be read", async ({ page }) => {
      await open(page);
      await whole(page);
      for (const view of VIEWS) {
        await choose(page.getByRole("radio", { name: view, exact: true }));
        await expect(page.getByRole("progressbar")).toHaveCount(0);
        for (const picture of await page.locator(".picture").all()) {
          await expect.poll(() => over(picture), view).toBeLessThanOrEqual(1);
          await expect.poll(() => scale(picture), view).toBeGreaterThan(0.85);
        }
      }
    });

    for (const view of ["zones", "absent", "releases", "init", "sweep", "matrix"]) {
      test(`${view} is whole in a document`, async ({ page }) => {
        await open(page, `/?embed=${view}#1hKXuJmNrVBQDkIU9mCYxbEYnwWixGZfQan8BrODeovOg`);
        const picture = page.locator(".picture").first();
        await expect(picture.locator("svg").first()).toBeVisible();
        await expect.poll(() => over(picture)).toBeLessThanOrEqual(1);
        await expect.poll(() => scale(picture)).toBeGreaterThan(0.85);
      });
    }
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("changed cells of the comparison bear the sign that its title speaks of", async ({ page }) => {
    await open(page);
    await expect(page.getByText("changed cells are marked ≠")).toBeVisible();
    const changed = page.locator(".compare td.changed:not(:nth-of-type(6))");
    expect(await changed.count()).toBeGreaterThan(0);
    for (const cell of await changed.all()) {
      expect(await cell.evaluate((cell) => getComputedStyle(cell, "::before").content)).toContain("≠");
    }
  });

  test("the cells of the matrix are wide enough for a finger", async ({ page }) => {
    await open(page);
    await choose(page.getByRole("radio", { name: "Matrix", exact: true }));
    const cells = page.getByRole("group", { name: "Matrix of patch sets, mark by mark" }).getByRole("button");
    await expect(cells).toHaveCount(32);
    const { width, height } = await cells.first().boundingBox();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  });
});

test.describe("at 1366 pixels", () => {
  test.use({ viewport: { width: 1366, height: 768 } });

  test("no table is cut off", async ({ page }) => {
    await open(page);
    await unfold(page, "Every count of every variant");
    await expect(page.getByRole("region", { name: "Zones, by variant" })).toBeVisible();
    for (const name of ["What differs", "Zones of both variants", "Struct pages, by variant", "Nodes, by variant", "Zones, by variant"]) {
      const table = page.getByRole("region", { name, exact: true });
      // One that is far from sight is not laid out.
      await table.locator("td").first().scrollIntoViewIfNeeded();
      await expect(table.locator("td").first()).toBeInViewport();
      expect(await over(table), name).toBeLessThanOrEqual(0);
    }
  });
});

test("what scrolls has a shade at the edge behind which there is more", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await unfold(page, "Every count of every variant");
  const table = page.getByRole("region", { name: "Zones, by variant" });
  expect(await over(table)).toBeGreaterThan(0);
  const { image, attachment } = await table.evaluate((box) => {
    const { backgroundImage: image, backgroundAttachment: attachment } = getComputedStyle(box);
    return { image, attachment };
  });
  // The covers move with what scrolls, the shades stay.
  expect(image.match(/linear-gradient/g)).toHaveLength(4);
  expect(attachment).toBe("local, local, scroll, scroll");
});

for (const width of [390, 1366]) {
  test(`what became of a press is said beside the map, not over it, at ${width} pixels`, async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.setViewportSize({ width, height: 844 });
    await open(page);
    const said = page.locator(".said");
    await page.getByRole("button", { name: "Copy link" }).click();
    await expect(said).toContainText("Link copied.");
    const over = await said.boundingBox();
    const map = await page.locator(".picture").first().boundingBox();
    expect(over.y + over.height).toBeLessThanOrEqual(map.y);
    // It goes by itself.
    await expect(said).toBeEmpty();
  });
}

test("each view says in plain words what it shows", async ({ page }) => {
  await open(page);
  for (const [view, words] of [
    ["Zones", "where each variant puts every node's zones"],
    ["By release", "which stable kernels are right on this machine"],
    ["memmap init", "which struct pages are initialised early, late, twice or never"],
    ["Sweep", "every variant at every percentage that can be mirrored"],
    ["Matrix", "every combination of the patches"],
    ["Check", "what a log says its kernel built, beside the model"],
  ]) {
    const radio = page.getByRole("radio", { name: view, exact: true });
    await choose(radio);
    await expect(radio.locator("..")).toHaveAttribute("title", words);
    await expect(page.locator(".views + .soft")).toHaveText(words);
  }
});

test("words that nobody understood are gone", async ({ page }) => {
  const words = [
    "every span, count and link",
    "clamped to the zone above",
    "edge not where the first row has it",
    "No word here changes the zones",
    "Read: kernelcore",
    "Managed pages beside present",
    "the mail's",
    "as unavailable",
    "arrow keys walk",
  ];
  await open(page);
  for (const cmdline of ["kernelcore=mirror", "kernelcore=banana", "quiet", ""]) {
    await page.locator("#cmdline").fill(cmdline);
    await expect(page.locator("#cmdline")).toHaveValue(cmdline);
    for (const view of [...VIEWS, "Check"]) {
      await choose(page.getByRole("radio", { name: view, exact: true }));
      await expect(page.getByRole("progressbar")).toHaveCount(0);
      const text = await page.evaluate(() => document.body.textContent);
      for (const word of words) expect(text, `${view}, ${cmdline}`).not.toContain(word);
    }
  }
});

test("an empty command line looks empty", async ({ page }) => {
  await open(page);
  const cmdline = page.locator("#cmdline");
  await cmdline.fill("");
  await expect(cmdline).toHaveAttribute("placeholder", "none");
});

test("an embedded figure says what its variants are", async ({ page }) => {
  await open(page, "/?embed=zones#1hKXuJmNrVBQDkIU9mCYxbEYnwWixGZfQan8BrODeovOg");
  await page.getByText("What the variants are").click();
  const list = page.locator("details[open] li");
  await expect(list.filter({ hasText: /^clip:/ })).toContainText("Normal ends where Movable starts");
  await expect(list.filter({ hasText: /^simplified:/ })).toContainText("In 7.3 and later.");
});
