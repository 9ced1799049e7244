// The longest frame of what a user does with a machine of 4,096 regions on 16 nodes. Prints; no
// threshold, since machines differ.
import { open, test } from "../fixtures.js";

/** A dump of 4,096 regions on 16 nodes, every eighth mirrored. */
function dump() {
  const hex = (number) => `0x${number.toString(16).padStart(16, "0")}`;
  const rows = Array.from({ length: 4096 }, (_, place) => {
    const base = (2n << 30n) + (BigInt(place) << 27n);
    const size = (1n << 27n) - (1n << 20n);
    const [node, flags] = [place >> 8, place % 8 ? 0 : 2];
    return ` memory[0x${place.toString(16)}]\t[${hex(base)}-${hex(base + size - 1n)}], ${hex(size)} bytes on node ${node} flags: 0x${flags}\n`;
  });
  return `MEMBLOCK configuration:\n memory.cnt  = 0x1000\n${rows.join("")}`;
}

test("4,096 regions", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page);
  await page.evaluate(() => {
    window.gaps = [];
    let last = performance.now();
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const longest = {};
  const during = async (what, act) => {
    await page.waitForTimeout(1000);
    await page.evaluate(() => (gaps.length = 0));
    await act();
    await page.waitForTimeout(1500);
    longest[what] = await page.evaluate(() => Math.round(Math.max(...gaps)));
  };
  const input = (selector, value, inputType) =>
    page.evaluate(
      ([selector, value, inputType]) => {
        const field = document.querySelector(selector);
        field.value = value;
        field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
      },
      [selector, value, inputType],
    );
  const view = (name) => page.locator("fieldset.views label", { hasText: name }).click();
  await during("paste", () => input("#dump", dump(), "insertFromPaste"));
  for (const name of ["memmap init", "Sweep", "Matrix", "Check", "Zones"]) {
    await during(name, () => view(name));
  }
  await view("memmap init");
  await during("step by step", () => page.getByText("step by step", { exact: true }).click());
  const last = await page.locator(".steps input[type=range]").getAttribute("max");
  await during("to the last step", () => input(".steps input[type=range]", last, ""));
  await during("one step back", () => page.getByRole("button", { name: "Back" }).click());
  await view("Zones");
  await during("open regions", () => page.locator("#regions > summary").click());
  await during("change a region", () => page.locator("#regions [data-place] input[type=checkbox]").nth(2).click());
  await during("undo", () => page.keyboard.press("Control+z"));
  await during("type", () => input("#cmdline", "kernelcore=mirror quiet", "insertText"));
  const all = Object.entries(longest).map(([what, ms]) => `${what} ${ms}`);
  console.log(`4,096 regions, longest frame in ms: ${all.join(", ")}`);
});
