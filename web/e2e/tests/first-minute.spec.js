// The first minute of someone who opens the link: the answer first, and near at hand what it is of.
import { expect, open, choose, test } from "../fixtures.js";

const opener = (page) => page.getByRole("button", { name: /the inputs$/ });

test.describe("below 900 pixels", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("title, sentence and verdicts are on the first screen", async ({ page }) => {
    await open(page);
    for (const selector of ["#title", ".lede", ".verdicts tbody tr"]) {
      await expect(page.locator(selector).first()).toBeInViewport();
    }
    await expect(page.locator("#dump")).toBeHidden();
  });

  test("the inputs are one tap away, and what they change is seen at once", async ({ page, axe }) => {
    await open(page);
    await opener(page).click();
    await expect(opener(page)).toHaveAttribute("aria-expanded", "true");
    await axe("#inputs");
    const before = await page.locator(".lede").textContent();
    await page.locator("#cmdline").fill("");
    await expect(page.locator(".lede")).not.toHaveText(before);
    await expect(page.locator(".lede")).toBeInViewport();
    await opener(page).click();
    await expect(page.locator("#dump")).toBeHidden();
  });
});

test.describe("on a wide screen", () => {
  test.use({ viewport: { width: 1366, height: 768 } });

  test("the inputs stay while the answer scrolls, and scroll by themselves", async ({ page }) => {
    await open(page);
    await page.mouse.move(900, 500);
    await page.mouse.wheel(0, 1500);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
    await expect(page.locator("#memory")).toBeInViewport();
    const scrolls = await page.locator("#inputs").evaluate((pane) => pane.scrollHeight > pane.clientHeight);
    expect(scrolls).toBe(true);
    await expect(opener(page)).toBeHidden();
  });

  test("the first stop of the tab key skips to the answer, and the link stays", async ({ page }) => {
    await open(page);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("button", { name: "Skip to the answer" });
    await expect(skip).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("#answer")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.locator("#title")).toBeFocused();
    await expect(page.locator("#cases")).toHaveValue("case2");
  });
});

test("Compare stands once, under the zones", async ({ page }) => {
  await open(page);
  const compare = page.getByRole("heading", { name: "Compare" });
  await expect(compare).toHaveCount(1);
  for (const view of ["memmap init", "Sweep", "Matrix", "Check"]) {
    await choose(page.getByRole("radio", { name: view, exact: true }));
    await expect(compare).toHaveCount(0);
  }
});

test("each named variant says what it is under its name", async ({ page }) => {
  await open(page);
  const row = page.locator(".variants li", { has: page.getByLabel("clip", { exact: true }) });
  await expect(row.locator("small")).toContainText("Normal ends where Movable");
});

test("the numbers and findings that are pressed are 24 pixels high", async ({ page }) => {
  await open(page);
  for (const selector of [".verdicts button.ask", ".findings summary"]) {
    const box = await page.locator(selector).first().boundingBox();
    expect(box.height, selector).toBeGreaterThanOrEqual(24);
  }
});
