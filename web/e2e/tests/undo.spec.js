// Undo and redo: by key and by button, over everything, and after a reload.
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
  await open(page);
  const cmdline = page.locator("#cmdline");
  await cmdline.fill("");
  await cmdline.pressSequentially("kernelcore=4G");
  await page.waitForTimeout(2500);
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

test("survives a reload, undone steps and all", async ({ page }) => {
  await open(page);
  await page.locator("#dump").fill(plain);
  await page.locator("#cases").selectOption("case1");
  await page.getByLabel("Title").fill("Mine");
  await undo(page).click();
  await page.reload();
  await expect(page.locator("#cases")).toHaveValue("case1");
  await redo(page).click();
  await expect(page.getByLabel("Title")).toHaveValue("Mine");
  await undo(page).click();
  await undo(page).click();
  await expect(page.locator("#dump")).toHaveValue(plain);
  await undo(page).click();
  await expect(page.locator("#cases")).toHaveValue("case2");
});
