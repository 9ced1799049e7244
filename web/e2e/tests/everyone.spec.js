// The page for everyone: by keyboard alone, zoomed, on narrow and touched screens, in forced
// colours, on paper, and read out.
import { drawn, expect, open, choose, test, whole } from "../fixtures.js";

const VIEWS = ["Zones", "memmap init", "Sweep", "Matrix", "Check"];
const view = (page, name) => choose(page.getByRole("radio", { name, exact: true }));
const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test("every control is reached by the tab key, and shows that it is", async ({ page }) => {
  test.slow();
  await open(page);
  await page.evaluate(() => document.body.focus());
  const reached = new Set();
  const unseen = [];
  for (let at = 0; at < 400; at += 1) {
    await page.keyboard.press("Tab");
    const { key, shown } = await page.evaluate(() => {
      const here = document.activeElement;
      if (here === document.body) return { key: null, shown: true };
      here.dataset.reached ??= `${Math.random()}`;
      const lines = (element) => {
        const style = element && getComputedStyle(element);
        return !!style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || (style.stroke && style.stroke !== "none" && parseFloat(style.strokeWidth) > 0));
      };
      const shown = lines(here) || lines(here.nextElementSibling) || lines(here.closest(".button"));
      return { key: here.dataset.reached, shown, what: here.outerHTML.slice(0, 120) };
    });
    if (key === null || reached.has(key)) break;
    reached.add(key);
    if (!shown) unseen.push(await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120)));
  }
  expect(unseen, "without a visible focus").toEqual([]);
  const missed = await page.evaluate(() => {
    const grouped = new Set();
    const controls = document.querySelectorAll("button, select, textarea, input, summary, a[href]");
    return [...controls]
      .filter((element) => {
        if (!element.checkVisibility() || element.disabled || element.tabIndex < 0) return false;
        if (element.dataset.reached) {
          if (element.type === "radio") grouped.add(element.name);
          return false;
        }
        return true;
      })
      .filter((element) => !(element.type === "radio" && grouped.has(element.name)))
      .map((element) => element.outerHTML.slice(0, 120));
  });
  expect(missed, "not reached").toEqual([]);
  expect(reached.size).toBeGreaterThan(20);
});

test("views, a step and a cell by keyboard alone", async ({ page }) => {
  await open(page);
  await page.getByRole("radio", { name: "Zones" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("heading", { name: "memmap init" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("heading", { name: "All 32 patch sets" })).toBeVisible();
  const before = await page.locator(".verdicts tbody tr").count();
  const cells = page.getByRole("group", { name: "Matrix of patch sets, mark by mark" }).getByRole("button");
  await cells.first().focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page.locator(".verdicts tbody tr")).toHaveCount(before + 1);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".verdicts tbody tr")).toHaveCount(before);
});

for (const [name, options] of [
  ["at 200 % zoom", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ["at 320 pixels", { viewport: { width: 320, height: 640 } }],
  ["touched", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
  ["at 1440 pixels", { viewport: { width: 1440, height: 900 } }],
]) {
  test.describe(name, () => {
    test.use(options);
    test("no view scrolls sideways", async ({ page }) => {
      await open(page);
      for (const name of VIEWS) {
        await (options.hasTouch ? page.getByRole("radio", { name, exact: true }).locator("..").tap() : view(page, name));
        await drawn(page);
        expect(await sideways(page), name).toBeLessThanOrEqual(0);
      }
    });
    test("no embed scrolls sideways", async ({ page }) => {
      for (const name of ["zones", "absent", "init", "sweep", "matrix"]) {
        await open(page, `/?embed=${name}#1KJ9UN8dw4ds`);
        expect(await sideways(page), name).toBeLessThanOrEqual(0);
      }
    });
  });
}

test("nothing moves where motion is reduced", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  const moving = () => page.evaluate(() => document.getAnimations().filter((one) => one.playState === "running").length);
  for (const name of VIEWS) {
    await view(page, name);
    expect(await moving(), name).toBe(0);
  }
});

test("in forced colours signs and charts keep their shapes", async ({ page, axe }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await open(page);
  await expect(page.locator(".verdicts .sign").first()).toHaveCSS("forced-color-adjust", "none");
  const chosen = page.locator(".views :checked + span");
  await expect(chosen).toHaveCSS("outline-style", "solid");
  await axe();
});

test("on paper the result stands with its link, without the controls", async ({ page }) => {
  await open(page);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".paper")).toContainText("#1");
  await expect(page.getByRole("button", { name: "Copy link" })).toBeHidden();
  await expect(page.locator(".verdicts")).toBeVisible();
  await expect(page.locator(".picture svg").first()).toBeVisible();
});

test("verdicts are read out when they change, and every chart has its sentence", async ({ page }) => {
  await open(page);
  await whole(page);
  const live = page.locator(".results [aria-live=polite], .results [role=status]").first();
  const before = await live.textContent();
  await page.locator("#cmdline").fill("");
  await expect(live).not.toHaveText(before);
  for (const name of ["Zones", "memmap init", "Sweep", "Matrix"]) {
    await view(page, name);
    await drawn(page);
    const charts = page.locator(".picture .stack > :first-child:is(svg), .picture .stack > svg:not(.marks, .handles, .outlines)");
    for (const chart of await charts.all()) {
      expect((await chart.locator("desc").first().textContent()).length, name).toBeGreaterThan(30);
    }
    expect(await charts.count(), name).toBeGreaterThan(0);
  }
});

test("a damaged link is told at the top of the results", async ({ page }) => {
  await open(page, "/#1hKXuJmNrVBQDkIU9mCYxbEYnwWixGZfQan8BrODeo");
  await expect(page.locator(".results").getByText(/The link was not opened: .+ This is an example\./)).toBeVisible();
});
