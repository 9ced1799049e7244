// The regions editor, by mouse and by keyboard, and from the map.
import { expect, open, test } from "../fixtures.js";

const present = (page, node) =>
  page.locator(`td[data-variant="base"][data-node="${node}"][data-field="present"]`).first();
const rows = (page) => page.locator("#regions tr[data-place]");
const cell = (page, name) => page.locator("#regions").getByLabel(name, { exact: true });
const set = async (page, name, text) => {
  await cell(page, name).fill(text);
  await cell(page, name).press("Enter");
};

test.beforeEach(async ({ page }) => {
  await open(page);
  await page.locator("#regions summary").click();
});

test("start, end and size, in every notation", async ({ page }) => {
  await expect(rows(page)).toHaveCount(8);
  await set(page, "size, region 7", "64G");
  await expect(cell(page, "end, region 7")).toHaveValue("0x9040000000");
  await set(page, "end, region 7", "0xa040000000");
  await expect(cell(page, "size, region 7")).toHaveValue("128G");
  await set(page, "start, region 7", "620622774272");
  await expect(cell(page, "start, region 7")).toHaveValue("0x9080000000");
  await expect(page.locator("#cases")).not.toHaveValue("case2");
  for (let step = 0; step < 3; step++) await page.getByRole("button", { name: "Undo" }).click();
  await expect(cell(page, "size, region 7")).toHaveValue("256G");
  await expect(page.locator("#cases")).toHaveValue("case2");
});

test("what is no map stands in the table, and the last legal one in force", async ({ page, axe }) => {
  await set(page, "end, region 3", "0x108000000");
  const fault = page.locator("#region-fault");
  await expect(fault).toContainText("region 4 [0x100000000-0x20bfffffff] overlaps region 3");
  await expect(cell(page, "start, region 4")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#cases")).toHaveValue("case2");
  await axe("#regions");
  // Another row makes it legal.
  await set(page, "start, region 4", "0x108000000");
  await expect(fault).toHaveCount(0);
  await expect(page.locator("#dump")).toHaveValue(/0x0000000108000000/);
  // And what is not legal is undone in the table alone.
  await set(page, "size, region 0", "0");
  await expect(fault).toContainText("is empty");
  await page.keyboard.press("Control+z");
  await expect(fault).toHaveCount(0);
  await expect(page.locator("#dump")).toHaveValue(/0x0000000108000000/);
});

test("what is typed into a cell stays while the page changes around it", async ({ page }) => {
  await cell(page, "size, region 7").fill("64G");
  // Another row is pointed at, by the map: both rows are drawn again.
  const map = page.getByRole("group", { name: "Zone map, mark by mark" });
  await map.locator("[aria-label*='0x20c0000-']").first().dispatchEvent("click");
  await expect(page.locator("#regions tr.here")).toHaveAttribute("data-place", "5");
  await expect(cell(page, "size, region 7")).toHaveValue("64G");
  await cell(page, "size, region 7").press("Enter");
  await expect(cell(page, "end, region 7")).toHaveValue("0x9040000000");
});

test("what can't be read is said beside the cell, and Escape takes it back", async ({ page }) => {
  await set(page, "size, region 2", "abc");
  await expect(page.locator("#unread-2")).toContainText("`abc` is no number of bytes");
  await cell(page, "size, region 2").press("Escape");
  await expect(page.locator("#unread-2")).toHaveCount(0);
  await expect(cell(page, "size, region 2")).not.toHaveValue("abc");
  await set(page, "node, region 2", "4000");
  await expect(page.locator("#unread-2")).toContainText("is no node");
});

test("split, merge, add and delete", async ({ page }) => {
  const tools = page.getByRole("group", { name: "Edit regions" });
  await tools.getByLabel("Split at").fill("12G");
  await tools.getByLabel("Split at").press("Enter");
  await expect(rows(page)).toHaveCount(9);
  await expect(cell(page, "start, region 5")).toHaveValue("0x300000000");
  await cell(page, "pick region 4").check();
  await tools.getByRole("button", { name: "Merge" }).click();
  await expect(rows(page)).toHaveCount(8);
  await expect(page.locator("#cases")).toHaveValue("case2");
  await tools.getByRole("button", { name: "Add" }).click();
  await expect(cell(page, "size, region 8")).toHaveValue("1G");
  await cell(page, "pick region 4").uncheck();
  await cell(page, "pick region 8").check();
  await tools.getByRole("button", { name: "Delete" }).click();
  await expect(rows(page)).toHaveCount(8);
  await tools.getByLabel("Split at").fill("2T");
  await tools.getByLabel("Split at").press("Enter");
  await expect(page.locator("#regions").getByRole("alert")).toContainText("no region holds");
});

test("several rows, and a node shifted", async ({ page }) => {
  const tools = page.getByRole("group", { name: "Edit regions" });
  await page.getByLabel("Pick regions").selectOption("node 1");
  await expect(tools).toContainText("2 regions picked");
  await tools.getByLabel("Shift by").fill("1T");
  await tools.getByRole("button", { name: "Shift by" }).click();
  await expect(cell(page, "start, region 6")).toHaveValue("0x16040000000");
  await tools.getByRole("button", { name: "Unmirror" }).click();
  await expect(cell(page, "mirror, region 6")).not.toBeChecked();
  await tools.getByLabel("To node").fill("5");
  await tools.getByRole("button", { name: "To node" }).click();
  await expect(present(page, 5)).toBeVisible();
});

test("a text that was read can be had back", async ({ page }) => {
  await page.locator("#dump").fill(`pasted\n${await page.locator("#dump").inputValue()}`);
  await set(page, "size, region 7", "64G");
  await expect(page.getByText("The memory was edited since it was read.")).toBeVisible();
  await page.getByRole("button", { name: "Back to the text's" }).click();
  await expect(cell(page, "size, region 7")).toHaveValue("256G");
  await expect(page.locator("#dump")).toHaveValue(/^pasted/);
});

test("arrow keys go from row to row, also out of sight", async ({ page }) => {
  const lines = Array.from({ length: 4000 }, (_, i) => `[${i * 2 ** 28},${i * 2 ** 28 + 2 ** 20},0,0]`);
  await page.locator("#dump").fill(`{"memory": [${lines}]}`);
  await expect(page.locator("#regions summary")).toContainText("4\u202f000 regions");
  expect(await rows(page).count()).toBeLessThan(60);
  await cell(page, "size, region 0").focus();
  for (let step = 0; step < 40; step++) await page.keyboard.press("ArrowDown");
  await expect(cell(page, "size, region 40")).toBeFocused();
  await set(page, "size, region 40", "2M");
  await expect(cell(page, "end, region 40")).toHaveValue("0x280200000");
});

test("a segment of the map finds its row, and the row its segment", async ({ page }) => {
  await page.locator("#regions summary").click();
  const marks = page.getByRole("group", { name: "Zone map, mark by mark" });
  const memory = marks.locator("[data-mark]");
  await memory.first().focus();
  await page.keyboard.press("Enter");
  await expect(cell(page, "start, region 0")).toBeFocused();
  await cell(page, "start, region 5").focus();
  await expect(page.locator(".outlines rect")).toHaveCount(1);
  await expect(page.locator("figure").first().locator(".readout")).toContainText("region 5: [0x20c0000000-");
});

test("a focused mark keeps the focus while the picture under it changes", async ({ page }) => {
  const marks = page.getByRole("group", { name: "Zone map, mark by mark" });
  await marks.locator("[data-mark]").nth(3).focus();
  const before = await marks.innerHTML();
  await page.evaluate(() => {
    const box = document.getElementById("cmdline");
    box.value = "kernelcore=64G";
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  await expect.poll(() => marks.innerHTML()).not.toBe(before);
  await expect(marks.locator("[data-mark='3']")).toBeFocused();
  await expect(marks.locator("[tabindex='0']")).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await expect(marks.locator("[data-mark='4']")).toBeFocused();
});
