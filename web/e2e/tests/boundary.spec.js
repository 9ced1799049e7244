// A mirror boundary is moved on the map.
import { expect, open, test } from "../fixtures.js";

test.beforeEach(async ({ page }) => open(page));

const handle = (page) => page.getByRole("slider", { name: "Boundary in node 0" });
const end = (page) =>
  page.locator('[data-variant="clip"][data-node="0"][data-zone="Normal"][data-field="end_pfn"]').first();

test("by keys, in steps of its own and of 1 GiB, and back", async ({ page, axe }) => {
  await expect(handle(page)).toHaveAttribute("aria-valuetext", "0x20c0000000, 131 GiB");
  await expect(end(page)).toHaveAttribute("data-value", String(0x20c0000));
  await handle(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect(handle(page)).toHaveAttribute("aria-valuenow", String(0x20c0000000 + (2 << 20)));
  await expect(handle(page)).toBeFocused();
  // zone_movable_pfn is rounded up to MAX_ORDER_NR_PAGES.
  await expect(end(page)).toHaveAttribute("data-value", String(0x20c0000 + 1024));
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(handle(page)).toHaveAttribute("aria-valuetext", "0x2080000000, 130 GiB");
  await page.getByLabel("mirror boundaries move by").selectOption({ label: "a section" });
  await handle(page).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(handle(page)).toHaveAttribute("aria-valuenow", String(0x2080000000 - (128 << 20)));
  await axe("#zones");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(handle(page)).toHaveAttribute("aria-valuetext", "0x20c0000000, 131 GiB");
});

test("by the pointer, with the axis standing still, as one step", async ({ page }) => {
  await handle(page).scrollIntoViewIfNeeded();
  const [box, first] = [await handle(page).boundingBox(), await end(page).getAttribute("data-value")];
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const right = page.getByRole("slider", { name: "Boundary in node 1" });
  const elsewhere = await right.getAttribute("x");
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (const step of [10, 20, 30, 40]) await page.mouse.move(x - step, y);
  await expect(end(page)).not.toHaveAttribute("data-value", first);
  expect(await right.getAttribute("x")).toBe(elsewhere);
  const under = await handle(page).boundingBox();
  expect(Math.abs(under.x + under.width / 2 - (x - 40))).toBeLessThan(6);
  await page.mouse.up();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(end(page)).toHaveAttribute("data-value", first);
});

test("let go at once, it does not go on, however long it takes to draw", async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 20 });
  // The pointer is let go right after it was pressed: all that is to be drawn has been, no more.
  await handle(page).evaluate(async (grip) => {
    grip.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0 }));
    for (let turns = 0; turns < 100; turns += 1) await null;
    document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
  });
  await expect(page.locator(".handles .grabbed")).toHaveCount(0);
});
