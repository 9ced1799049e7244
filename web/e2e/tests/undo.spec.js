// Undo and redo: by key and by button, over everything; and what a reload leaves of them.
import { expect, open, test } from "../fixtures.js";

const case3 = "1hKXkBMxtaoKAcBCHswTGLIjE-CUWIzL6DegGs4N6gZ4c";
const plain = `MEMBLOCK configuration:
 memory.cnt  = 0x1
 memory[0x0]	[0x0000000000100000-0x00000000bfffffff], 0x00000000bff00000 bytes on node 0 flags: 0x0
`;
const undo = (page) => page.getByRole("button", { name: "Undo" });
const redo = (page) => page.getByRole("button", { name: "Redo" });

test("nothing was done, nothing can be undone", async ({ page }) => {
  await open(page);
  await expect(undo(page)).toBeDisabled();
  await expect(redo(page)).toBeDisabled();
});

test("a paste, a case and a link, by key and by button", async ({ page }) => {
  await open(page);
  await page.locator("#dump").fill(plain);
  await page.locator("#cases").selectOption("case1");
  await page.evaluate((link) => (location.hash = link), case3);
  await expect(page.locator("#cases")).toHaveValue("case3");
  await page.keyboard.press("Control+z");
  await expect(page.locator("#cases")).toHaveValue("case1");
  await undo(page).click();
  await expect(page.locator("#dump")).toHaveValue(plain);
  await undo(page).click();
  await expect(page.locator("#cases")).toHaveValue("case2");
  await expect(undo(page)).toBeDisabled();
  await page.keyboard.press("Control+Shift+z");
  await expect(page.locator("#dump")).toHaveValue(plain);
  await page.keyboard.press("Control+y");
  await redo(page).click();
  await expect(page.locator("#cases")).toHaveValue("case3");
  await expect(redo(page)).toBeDisabled();
});

test("what is typed in one go is one step, and the box follows", async ({ page }) => {
  await page.clock.install();
  await open(page);
  const cmdline = page.locator("#cmdline");
  await cmdline.fill("");
  await cmdline.pressSequentially("kernelcore=4G");
  await page.clock.fastForward(2500);
  await cmdline.pressSequentially(" quiet");
  await page.keyboard.press("Control+z");
  await expect(cmdline).toHaveValue("kernelcore=4G");
  await expect(cmdline).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(cmdline).toHaveValue("kernelcore=mirror");
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+Shift+z");
  await expect(cmdline).toHaveValue("kernelcore=4G quiet");
});

test("a reload keeps what is on screen, and no step but to the work a link replaced", async ({ page }) => {
  await open(page);
  await page.locator("#dump").fill(plain);
  await page.getByLabel("Title").fill("Mine");
  await page.reload();
  await expect(page.getByLabel("Title")).toHaveValue("Mine");
  await expect(page.locator("#dump")).toHaveValue(plain);
  await expect(undo(page)).toBeDisabled();
  await page.evaluate((link) => (location.hash = link), case3);
  await expect(page.locator("#cases")).toHaveValue("case3");
  await page.locator("#cmdline").fill("kernelcore=8G");
  await page.reload();
  await expect(page.locator("#cmdline")).toHaveValue("kernelcore=8G");
  await undo(page).click();
  await expect(page.locator("#dump")).toHaveValue(plain);
  await expect(undo(page)).toBeDisabled();
  await redo(page).click();
  await expect(page.locator("#cmdline")).toHaveValue("kernelcore=8G");
});

test("a reload right after a keystroke loses nothing, on a slow machine too", async ({ page }) => {
  test.slow();
  await open(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  const hash = () => new URL(page.url()).hash;
  for (const words of ["kernelcore=1G", "kernelcore=2G quiet", "movablecore=3G"]) {
    const before = hash();
    await page.locator("#cmdline").fill(words);
    await page.reload();
    await expect(page.locator("#cmdline")).toHaveValue(words);
    // The page has started whole once it has written its address.
    await expect.poll(hash).not.toBe(before);
  }
});

test("a reload that takes long loses nothing of what is typed meanwhile", async ({ page }) => {
  await open(page);
  const cmdline = page.locator("#cmdline");
  const hash = () => new URL(page.url()).hash;
  const before = hash();
  await cmdline.fill("kernelcore=1G");
  await expect.poll(hash).not.toBe(before);
  const first = hash();
  // The page goes on until the next one is there, and writes its address meanwhile.
  await page.evaluate(() => addEventListener("beforeunload", () => {
    const box = document.getElementById("cmdline");
    box.value = "movablecore=3G";
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }));
  await page.route("**/*", async (route) => {
    if (route.request().isNavigationRequest()) await expect.poll(hash).not.toBe(first);
    await route.continue();
  });
  await page.reload();
  await expect(cmdline).toHaveValue("movablecore=3G");
});

test("a link put into the address is opened, however soon the page would write its own", async ({ page }) => {
  await open(page);
  await page.locator("#cases").selectOption("case1");
  // The page's own writing comes before the event that tells of the link.
  await page.evaluate((link) => {
    location.hash = link;
    document.dispatchEvent(new Event("change"));
  }, case3);
  await expect(page.locator("#cases")).toHaveValue("case3");
});

test("a page that is hidden has kept its work", async ({ page }) => {
  await open(page);
  const kept = await page.evaluate(async () => {
    const cmdline = document.getElementById("cmdline");
    cmdline.value = "kernelcore=5G";
    cmdline.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await 0;
    Object.defineProperty(document, "hidden", { value: true });
    document.dispatchEvent(new Event("visibilitychange"));
    return Object.values(localStorage).some((work) => work.includes("kernelcore=5G"));
  });
  expect(kept).toBe(true);
});
