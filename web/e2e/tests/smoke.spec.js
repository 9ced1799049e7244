import { expect, open, test } from "../fixtures.js";

test("the page starts, and axe finds nothing", async ({ page, axe }) => {
  await open(page);
  await expect(page).toHaveTitle(/zonescope/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await axe();
});

test("axe finds nothing in the dark", async ({ page, axe }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open(page);
  await axe();
});

test("one policy, in the header and in the page", async ({ page }) => {
  const response = await page.goto("/");
  const meta = page.locator('meta[http-equiv="Content-Security-Policy"]');
  const policy = await response.headerValue("content-security-policy");
  expect(policy).toContain("default-src 'none'");
  await expect(meta).toHaveAttribute("content", policy);
});

test("the policy is in force", async ({ page, allowed }) => {
  allowed.push(/Content Security Policy/);
  await open(page);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    return "ran" in window;
  });
  expect(ran).toBe(false);
});

test("a page whose program does not come says so", async ({ page, allowed }) => {
  allowed.push(/./);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("could not start");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says what it needs", async ({ page, allowed }) => {
    allowed.push(/preloaded using link preload but not used/);
    await page.goto("/");
    await expect(page.locator("noscript p")).toContainText("needs JavaScript");
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("the page does not scroll sideways", async ({ page }) => {
    await open(page);
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(excess).toBeLessThanOrEqual(0);
  });
});
