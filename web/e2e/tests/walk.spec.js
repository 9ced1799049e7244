// The page walked at random in three tabs: whatever is pressed, pasted, undone, hidden or reloaded,
// nothing complains, and each tab holds what a model of it must hold. ZONESCOPE_SEED picks another walk; a failing one prints its own.
import { expect, leaveField, open, test } from "../fixtures.js";

const STEPS = 2_000;
const seed = Number(process.env.ZONESCOPE_SEED ?? 20_240_607);

// Mulberry32.
const random = (state) => () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const junk = [
  "",
  "\0\x01\ufffd{\"a\":",
  "1KJ9UN8dw4ds",
  "MEMBLOCK configuration:\n memory[0x0]\t[0x0000000000001000-0x",
  " memory[0x0]\t[0x0000000000001000-0x00000000000fffff], 0x00000000000ff000 bytes on node 0 flags: 0x2\n",
  "[    0.000000] Command line: kernelcore=mirror movablecore=9G\n",
  "[    0.000000] BIOS-e820: [mem 0x0000000000000000-0x00000000bfffffff] usable\n",
  "[0x0000000100000000-0xffffffffffffffff] ".repeat(30),
  "0x1 0x2 -1 99999999999999999999\n".repeat(200),
];

// Texts are kept up to 1 MiB: of a larger one, its scenario.
const large = junk[4] + "something else that is printed at boot\n".repeat(28_000);

// What can't be followed out of the page, or only by the browser's own windows.
const barred = 'input[type="file"], a[href^="http"], [popovertarget="export"]';

test(`2,000 steps from seed ${seed}`, async ({ page, context, allowed }) => {
  test.slow();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  console.log(`seed ${seed}`);
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  // Each tab with what it must hold, whatever is done in the others.
  const tabs = [];
  for (const tab of [page, await context.newPage(), await context.newPage()]) {
    await open(tab);
    // Saved files come to nothing here.
    tab.on("download", (download) => download.cancel());
    tabs.push({ page: tab, holds: undefined });
  }

  const state = (page) =>
    page.evaluate(() => ({
      dump: document.getElementById("dump").value,
      // A text too large for the box is shown elsewhere, and the box says so.
      elsewhere: document.getElementById("dump").placeholder,
      // A tab comes back as the blank it is, and a title as links hold it: on one line, trimmed.
      cmdline: document.getElementById("cmdline").value.replaceAll("\t", " "),
      title: document.getElementById("title").value.replace(/[\s\p{Cc}]+/gu, " ").trim(),
    }));
  const isTooLarge = ({ elsewhere }) => Number(elsewhere.match(/The text \((.+) KiB\)/)?.[1].replace(/\D/g, "")) > 1024;
  // What a tab holds is what it was left with: no other tab and no hiding changes it. A message on
  // failure has no room for a text of a megabyte.
  const holds = async ({ page, holds }, when) => {
    const found = await state(page);
    expect({ ...found, dump: found.dump === holds.dump }, `seed ${seed}: ${when}`).toEqual({ ...holds, dump: true });
  };
  // Several steps at once: the page draws between them.
  const batch = (page, steps) =>
    page.evaluate(
      async ([steps, barred]) => {
        const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const seen = (element) => element.checkVisibility() && !element.disabled && !element.matches(barred);
        const fire = (element, type) =>
          element.dispatchEvent(new (type === "input" ? InputEvent : Event)(type, { bubbles: true }));
        for (const { what, where, text, key } of steps) {
          const all = (selector) => [...document.querySelectorAll(selector)].filter(seen);
          const one = (selector) => {
            const found = all(selector);
            return found[Math.floor(where * found.length)];
          };
          if (what === "click") one("button, summary, input[type=checkbox], input[type=radio], [data-mark]")?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
          if (what === "native") one("button, summary, input[type=checkbox], input[type=radio]")?.click();
          if (what === "select") {
            const select = one("select");
            if (select) {
              select.selectedIndex = Math.floor(where * 7919) % select.options.length;
              fire(select, "change");
            }
          }
          if (what === "slide") {
            const range = one("input[type=range], input[type=number]");
            if (range) {
              range.value = Math.floor(where * (Number(range.max) || 100));
              fire(range, "input");
              fire(range, "change");
            }
          }
          if (what === "type") {
            const box = one("#cmdline, #title, input[type=text]");
            if (box) {
              box.value = text.replaceAll("\n", " ").slice(0, 100);
              fire(box, "input");
              fire(box, "change");
            }
          }
          if (what === "paste") {
            const box = document.getElementById("dump");
            box.value = key === "a" ? text : box.value.slice(0, Math.floor(where * box.value.length)) + text;
            fire(box, "input");
          }
          if (what === "hide") {
            for (const hidden of [true, false]) {
              Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
              document.dispatchEvent(new Event("visibilitychange"));
            }
            delete document.hidden;
          }
          if (what === "key") (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          if (what === "undo") document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "z", code: "KeyZ", ctrlKey: true, shiftKey: key === "a", bubbles: true, cancelable: true }));
          if (what === "drop") one("[data-mark]")?.focus();
          await frame();
        }
        return document.querySelectorAll("#dump, #cmdline, #title").length;
      },
      [steps, barred],
    );

  const kinds = ["click", "click", "native", "native", "native", "select", "slide", "type", "paste", "key", "undo", "drop", "hide"];
  const started = Date.now();
  const counts = { reloads: 0, large: 0, turns: 0 };
  for (let done = 0; done < STEPS; ) {
    const tab = pick(tabs);
    const steps = Array.from({ length: Math.min(25, STEPS - done) }, () => ({
      what: pick(kinds),
      where: next(),
      text: pick(junk),
      key: pick(["a", "Tab", "Enter", " ", "ArrowRight", "ArrowLeft", "Home", "End", "Escape"]),
    }));
    if (next() < 0.2) {
      const at = Math.floor(next() * steps.length);
      steps[at] = { what: "paste", where: 0, text: large, key: "a" };
      counts.large += 1;
    }
    // The browser draws a page that is not in front seldom.
    await tab.page.bringToFront();
    const there = await batch(tab.page, steps).catch((error) => {
      throw new Error(`seed ${seed}, before step ${done + steps.length}: ${error}`);
    });
    expect(there, `seed ${seed}: the page is there after step ${done + steps.length}`).toBe(3);
    done += steps.length;
    tab.holds = await state(tab.page);
    for (const other of tabs) {
      other.holds ??= await state(other.page);
      if (other !== tab && next() < 0.3) await holds(other, `another tab holds what it held after step ${done}`);
    }
    // Reload a tab now and then, at once or after the pause in which the work is kept.
    if (next() < 0.3) {
      const tab = pick(tabs);
      if (next() < 0.5) await leaveField(tab.page);
      await tab.page.reload();
      await expect(tab.page.locator("#dump")).toBeVisible();
      await leaveField(tab.page);
      if (isTooLarge(tab.holds)) {
        const { dump, elsewhere } = await state(tab.page);
        expect(dump, `seed ${seed}: of a text too large its scenario is kept, after step ${done}`).toMatch(/^MEMBLOCK configuration/);
        Object.assign(tab.holds, { dump, elsewhere });
      }
      await expect(() => holds(tab, `what a reload brings back after step ${done}`)).toPass();
      counts.reloads += 1;
    }
    counts.turns += 1;
  }
  console.log(`seed ${seed}: ${STEPS} steps in ${counts.turns} turns, ${counts.large} large texts, ${counts.reloads} reloads, ${Date.now() - started} ms`);
});
