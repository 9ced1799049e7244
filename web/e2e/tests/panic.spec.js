// The program stops for good: what it was at stays in the user's hands.
import { expect, leaveField, open, test } from "../fixtures.js";

const heading = (page) => page.getByRole("heading", { name: "zonescope has stopped" });
const normal = (page) => page.locator("[data-variant=base][data-node='0'][data-zone=Normal][data-field=absent]").first();

// As an extension of the browser does that changes the page under the program's hands.
const takeAway = (page, pressed) =>
  page.evaluate((pressed) => {
    const refuse = () => {
      throw new DOMException("The node is not a child", "NotFoundError");
    };
    const real = [Node.prototype.insertBefore, Node.prototype.appendChild];
    Node.prototype.insertBefore = Node.prototype.appendChild = refuse;
    window.addEventListener("error", () => ([Node.prototype.insertBefore, Node.prototype.appendChild] = real));
    pressed?.click();
  }, pressed);

const view = (page, name) => page.getByRole("radio", { name, exact: true }).locator("..");

// And the view is changed before anything that was to come by itself can meet that.
const stop = async (page) => {
  const matrix = await view(page, "Matrix").elementHandle();
  await takeAway(page, matrix);
};

test.beforeEach(({ allowed }) => allowed.push(/failed to insert node|unreachable|not a child|unexpected null or missing/));

test("a panic is told, with link and scenario, and a fresh start keeps the work", async ({ page, axe }) => {
  await open(page);
  await page.locator("#cmdline").fill("kernelcore=mirror numa=off");
  await leaveField(page);
  await stop(page);
  await expect(heading(page)).toBeFocused();
  await expect(page.locator(".stopped pre")).toContainText("failed to");
  const text = await page.locator("#kept").inputValue();
  expect(text).toContain(`${new URL(page.url()).origin}/#1`);
  const scenario = JSON.parse(text.slice(text.indexOf("{")));
  expect(scenario.memory.length).toBeGreaterThan(3);
  await axe();

  await page.getByRole("button", { name: "Start again with the work kept" }).click();
  // The view is kept too; the cells stand beside the zones.
  await view(page, "Zones").click();
  await expect(normal(page)).toBeVisible();
  await expect(page.locator("#cmdline")).toHaveValue("kernelcore=mirror numa=off");
});

test("case 2 opens in place of work that stops the page, one undo away from it", async ({ page }) => {
  await open(page);
  await page.locator("#cmdline").fill("kernelcore=4G");
  await leaveField(page);
  await stop(page);
  await page.getByRole("button", { name: "Start with case 2" }).click();
  await expect(normal(page)).toHaveAttribute("data-value", "66584576");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator("#cmdline")).toHaveValue("kernelcore=4G");
});

// Real ones, of programs that are nothing but a function, reported as browsers report them.
const HEAD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10];
const traps = {
  "a trap without a panic": { body: [5, 1, 3, 0, 0, 11], says: /unreachable/ },
  // It calls itself.
  "a stack too deep": { body: [6, 1, 4, 0, 16, 0, 11], says: /call stack/ },
};
for (const [name, { body, says }] of Object.entries(traps)) {
  test(`${name} is told as well`, async ({ page, allowed }) => {
    allowed.push(says);
    await open(page);
    const link = new URL(page.url()).hash;
    await page.evaluate((bytes) => {
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
      setTimeout(exports.f);
    }, [...HEAD, ...body]);
    await expect(heading(page)).toBeVisible();
    await expect(page.locator(".stopped pre")).toHaveText(says);
    expect(await page.locator("#kept").inputValue()).toContain(link);
  });
}

test("another script's error is not the page's", async ({ page, allowed }) => {
  allowed.push(/not ours/, /call stack/);
  await open(page);
  await page.evaluate(() => {
    const deep = () => deep();
    setTimeout(deep);
    setTimeout(() => { throw new TypeError("not ours"); });
    // Timers of one length go off in the order they were set.
    return new Promise((done) => setTimeout(done));
  });
  await expect(heading(page)).toHaveCount(0);
});

test("embedded, the way to the page stays", async ({ page }) => {
  await open(page, "/?embed=zones#1PJ6dP3ZVQ3x3AggE");
  await takeAway(page);
  await page.evaluate(() => (location.hash = "1KJ9UO8eo3s8"));
  await expect(heading(page)).toBeVisible();
  await expect(page.getByRole("link", { name: "Open in zonescope" })).toHaveAttribute("href", /#/);
  await expect(page.getByRole("button")).toHaveCount(0);
});
