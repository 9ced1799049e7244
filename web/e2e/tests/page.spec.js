// What a user sees and does. The numbers are the kernel's own, from golden data.
import { readFileSync } from "node:fs";
import { expect, open, choose, test, whole } from "../fixtures.js";

const threeCases = readFileSync(new URL("../texts/three-cases.txt", import.meta.url), "utf8");

// The case's title up to the next one's: what one would copy from the mail.
const caseText = (number) => `Case ${number}${threeCases.split(/Case \d/)[number]}`;

const cell = (page, at) =>
  page
    .locator("td" + Object.entries(at).map(([name, value]) => `[data-${name}="${value}"]`).join(""))
    .first();

async function shows(page, at, value) {
  await expect(cell(page, at)).toHaveAttribute("data-value", value);
}

const absent = (variant, node = 0) => ({ variant, node, zone: "Normal", field: "absent" });
const verdict = (page, variant) => page.locator(`tr[data-verdict][data-variant="${variant}"]`);

test.beforeEach(async ({ page }) => {
  await open(page);
});

test("it opens with case 2, every number the kernel's", async ({ page }) => {
  await expect(page.locator("#cases")).toHaveValue("case2");
  await expect(page.locator("#cmdline")).toHaveValue("kernelcore=mirror");
  await shows(page, absent("base"), "66584576");
  await shows(page, absent("clip"), "0");
  await shows(page, absent("base", 1), "67108864");
  await shows(page, { variant: "base", node: 0, zone: "Normal", field: "start_pfn" }, "1048576");
  await shows(page, { variant: "base", node: 0, zone: "Normal", field: "end_pfn" }, "100925440");
  await shows(page, { variant: "clip", node: 0, zone: "Normal", field: "spanned" }, "33292288");
  await shows(page, { variant: "base", field: "init_early" }, "334652342");
  await shows(page, { variant: "base", field: "double_init" }, "133693440");
  await shows(page, { variant: "node-extent", field: "never_init" }, "66781184");
  await shows(page, { variant: "clip", field: "init_deferred" }, "133627904");
});

test("the first picture waits for nothing that stands below it", async ({ page }) => {
  await page.addInitScript(() => {
    new MutationObserver((_, watcher) => {
      if (!document.querySelector(".picture svg")) return;
      watcher.disconnect();
      const below = document.querySelectorAll("#variants, #absent, #compare, .everything");
      window.belowFirst = [...below].map((one) => one.id || one.className);
    }).observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await whole(page);
  await expect(page.locator("#variants, #absent, #compare")).toHaveCount(3);
  expect(await page.evaluate(() => window.belowFirst)).toEqual([]);
});

test("a verdict per variant, in words, shape and colour", async ({ page }) => {
  for (const [variant, word, says] of [
    ["base", "cost", "Costly."],
    ["v5-1of5", "cost", "Costly."],
    ["node-extent", "broken", "Broken."],
    ["clip", "ok", "Ok."],
    ["simplified", "ok", "Ok."],
  ]) {
    await expect(verdict(page, variant)).toHaveAttribute("data-verdict", word);
    await expect(verdict(page, variant)).toContainText(says);
  }
  await expect(verdict(page, "node-extent")).toContainText(/66.781.184/);
  await verdict(page, "node-extent").getByText(/findings? of node-extent/).click();
  await expect(verdict(page, "node-extent").getByRole("listitem").first()).toBeVisible();
});

for (const [id, title, twice] of [
  ["case1", "Case 1", "266338304"],
  ["case2", "Case 2", "133693440"],
  ["case3", "Case 3", "134217728"],
]) {
  test(`${title} from the menu`, async ({ page }) => {
    await page.getByLabel("Case").selectOption(id);
    await expect(page.getByLabel("Title")).toHaveValue(new RegExp(`^${title}: `));
    await shows(page, { variant: "base", field: "double_init" }, twice);
    await shows(page, { variant: "clip", field: "double_init" }, "0");
  });

  test(`${title} pasted as the mail has it`, async ({ page }) => {
    await page.locator("#dump").fill(caseText(Number(id.at(-1))));
    await expect(page.locator("#cases")).toHaveValue("");
    await expect(page.locator("#problems")).toBeEmpty();
    await shows(page, { variant: "base", field: "double_init" }, twice);
  });
}

test("a real machine on arm64 from the menu, and back", async ({ page }) => {
  await page.locator("#cases").selectOption("arm64");
  await expect(page.getByLabel("Architecture")).toHaveValue("arm64");
  await expect(page.locator("#answer")).toContainText("Node 0 has no Normal");
  await shows(page, { variant: "base", field: "never_init" }, "8372224");
  await page.locator("#cases").selectOption("case2");
  await expect(page.getByLabel("Architecture")).toHaveValue("x86_64");
  await shows(page, { variant: "base", field: "never_init" }, "0");
});

test("case 3 brings the kernel's warning", async ({ page }) => {
  const warning = page.getByText("This configuration results in unmirrored kernel memory.");
  await expect(warning).toHaveCount(0);
  await page.locator("#cases").selectOption("case3");
  await expect(warning).toBeVisible();
});

test("a whole mail offers its three dumps", async ({ page }) => {
  await page.locator("#dump").fill(threeCases);
  const dumps = page.getByLabel("3 dumps; using");
  await expect(dumps.locator("option")).toHaveText([/Case 1/, /Case 2/, /Case 3/]);
  await shows(page, { variant: "base", field: "double_init" }, "134217728");
  await dumps.selectOption({ index: 0 });
  await shows(page, { variant: "base", field: "double_init" }, "266338304");
  await dumps.selectOption({ index: 1 });
  await shows(page, { variant: "base", field: "double_init" }, "133693440");
});

test("a dump that can't be read leaves the picture and names the lines", async ({ page }) => {
  await whole(page);
  const before = await page.locator(".verdicts, .picture, .compare").allInnerTexts();
  const overlapping = caseText(2).replace("0x0000000100000000 ", "0x0000000000200000 ");
  await page.locator("#dump").fill(overlapping);
  const problems = page.locator("#problems");
  await expect(problems).toContainText("overlaps");
  await expect(problems).toContainText(/lines \d+ and \d+/);
  await expect(page.locator(".results")).toContainText("still what was read before");
  await expect(page.locator("#dump")).toHaveValue(overlapping);
  expect(await page.locator(".verdicts, .picture, .compare").allInnerTexts()).toEqual(before);
  await page.locator("#dump").fill(caseText(2));
  await expect(problems).toBeEmpty();
});

for (const [name, text] of [
  ["nothing", ""],
  ["prose", "nothing of note\nhappened today\n"],
  ["numbers gone wild", "0 0xffffffffffffffffffff 0x1 0x2 0x3 yes 0x1-0x2\n".repeat(50)],
  ["a node too high", "memory[0x0] [0x0000000000001000-0x000000000009dfff], 0x9d000 bytes on node 4000 flags: 0x0\n"],
]) {
  test(`pasting ${name} keeps what was there`, async ({ page }) => {
    await page.locator("#dump").fill(text);
    await expect(page.locator("#problems")).toContainText("Not read");
    await shows(page, absent("base"), "66584576");
  });
}

test("what became of each line", async ({ page }) => {
  await page.locator("#dump").fill(caseText(2));
  await page.getByText("What became of each line").click();
  const lines = page.getByRole("region", { name: "What became of each line" });
  await expect(lines).toContainText("read");
  await expect(lines).toContainText("ignored");
  await expect(lines.getByRole("listitem").first()).toBeVisible();
});

test("the regions, with flags that have no name", async ({ page }) => {
  await page.locator("#dump").fill(caseText(2).replace(" 0x0 no ", " 0x102 yes "));
  await page.getByText("Regions", { exact: true }).click();
  const rows = page.getByRole("region", { name: "Regions" }).getByRole("row");
  await expect(rows).toHaveCount(9);
  await expect(rows.nth(6).getByLabel("start, region 5")).toHaveValue("0x20c0000000");
  await expect(rows.nth(6).getByLabel("end, region 5")).toHaveValue("0x6040000000");
  await expect(rows.nth(6).getByLabel("mirror, region 5")).toBeChecked();
  await expect(rows.nth(6)).toContainText("0x100");
});

test("a log of another kind of machine says so", async ({ page }) => {
  const log = "Linux version 6.12.48-arm64 (gcc)\nBooting Linux on physical CPU 0x0000000000 [0x413fd0c1]\n";
  // Its own lines and what it quotes would be two texts.
  await page.locator("#dump").fill(log + caseText(2).replace(/^>+ ?/gm, ""));
  await expect(page.getByText("The text is from Linux 6.12.48-arm64")).toBeVisible();
});

test("the command line changes the zones as one types", async ({ page }) => {
  const cmdline = page.locator("#cmdline");
  await cmdline.fill("quiet kernelcore=mirro");
  await expect(cell(page, { variant: "base", node: 0, zone: "Movable" })).toHaveCount(0);
  await cmdline.press("End");
  await cmdline.press("r");
  await shows(page, absent("base"), "66584576");
  await expect(page.locator("#words")).toContainText("The kernel takes kernelcore=mirror; 1 other word");
  await page.getByRole("button", { name: "Back to kernelcore=mirror" }).click();
  await expect(cmdline).toHaveValue("kernelcore=mirror");
});

test("the kernel, deferral, and variants of one's own", async ({ page }) => {
  await choose(page.getByRole("radio", { name: "v6.18+" }));
  await shows(page, { variant: "node-extent", field: "never_init" }, "0");
  await page.getByLabel("Kernel of node-extent").selectOption("v6.12");
  await shows(page, { variant: "node-extent", field: "never_init" }, "66781184");
  await page.getByRole("checkbox", { name: /Deferred struct page init/ }).uncheck();
  await shows(page, { variant: "node-extent", field: "init_deferred" }, "0");
  await page.getByRole("checkbox", { name: "base" }).uncheck();
  await expect(verdict(page, "base")).toHaveCount(0);

  await page.getByRole("button", { name: "Add a variant of your own" }).click();
  const own = page.getByRole("group", { name: "outer-loop-check+node-extent-span" });
  await own.getByRole("checkbox", { name: /clip-normal/ }).check();
  const name = "outer-loop-check+node-extent-span+clip-normal";
  await expect(verdict(page, name)).toBeVisible();
  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await expect(verdict(page, name)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add a variant of your own" })).toBeFocused();
});

test("a page without variants says what to do", async ({ page, axe }) => {
  await whole(page);
  for (const box of await page.locator(".variants input").all()) {
    await box.uncheck();
  }
  await expect(page.getByText("No variant is chosen: tick one")).toBeVisible();
  await axe();
});

test("two variants compared, changes marked for eyes and ears", async ({ page }) => {
  const changed = page.locator(".compare td.changed");
  await expect(changed).toHaveCount(6);
  await expect(changed.first()).toContainText("changed: 0x20c0000");
  await page.getByLabel("second variant").selectOption("v5-1of5");
  await expect(changed).toHaveCount(0);
  await expect(page.getByText("no zone differs")).toBeVisible();
});

test("the map walks by keyboard and says what it shows", async ({ page }) => {
  const marks = page.getByRole("group", { name: "Zone map, mark by mark" }).getByRole("button");
  const readout = page.locator("figure").first().locator(".readout");
  await marks.first().focus();
  await expect(readout).toHaveText(await marks.first().getAttribute("aria-label"));
  await page.keyboard.press("ArrowRight");
  await expect(marks.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(marks.last()).toBeFocused();
  await expect(readout).toHaveText(await marks.last().getAttribute("aria-label"));
  await page.keyboard.press("Home");
  await marks.nth(4).hover();
  await expect(readout).toHaveText(await marks.nth(4).getAttribute("aria-label"));
});

test("the map to scale and node by node", async ({ page }) => {
  const map = page.locator(".picture svg.zs-chart").first();
  const compressed = await map.innerHTML();
  await choose(page.getByRole("radio", { name: "to scale" }));
  expect(await map.innerHTML()).not.toBe(compressed);
  await page.getByLabel("Nodes shown").selectOption("node 1");
  await expect(map).not.toContainText("node 0");
  await page.getByLabel("Nodes shown").selectOption("all nodes");
  await choose(page.getByRole("radio", { name: "compressed" }));
  expect(await map.innerHTML()).toBe(compressed);
});

test("a dropped file and an opened one", async ({ page }) => {
  const data = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "mail.txt", { type: "text/plain" }));
    return data;
  }, caseText(1));
  await page.dispatchEvent("main", "dragover", { dataTransfer: data });
  await page.dispatchEvent("main", "drop", { dataTransfer: data });
  await shows(page, { variant: "base", field: "double_init" }, "266338304");
  // Bytes that are not UTF-8, and line ends of another system.
  await page.getByLabel("Open a file").setInputFiles({
    name: "log.txt",
    mimeType: "text/plain",
    buffer: Buffer.concat([Buffer.from([0xff, 0x80, 0x0d, 0x0a]), Buffer.from(caseText(3).replaceAll("\n", "\r\n"))]),
  });
  await shows(page, { variant: "base", field: "double_init" }, "134217728");
});

test("a large file is read, and not put into the box", async ({ page }) => {
  const noise = "[    0.000000] usb 1-1: something else entirely\n".repeat(100_000);
  await page.getByLabel("Open a file").setInputFiles({
    name: "boot.log",
    mimeType: "text/plain",
    buffer: Buffer.from(noise + caseText(1) + noise),
  });
  await shows(page, { variant: "base", field: "double_init" }, "266338304");
  await expect(page.locator("#dump")).toHaveValue("");
});

test("the theme is kept", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const auto = await background();
  await page.getByLabel("Theme").selectOption("dark");
  await expect.poll(background).not.toBe(auto);
  const dark = await background();
  await page.reload();
  await expect(page.getByLabel("Theme")).toHaveValue("dark");
  expect(await background()).toBe(dark);
});

test("a guest keeps no theme", async ({ page }) => {
  const kept = () => page.evaluate(() => localStorage.length);
  expect(await kept()).toBe(0);
  await open(page, "/?embed=zones&theme=dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await kept()).toBe(0);
});

test("every control is reached by keyboard, and shows it", async ({ page }) => {
  await whole(page);
  const seen = new Set();
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const at = document.activeElement;
      return at === document.body ? null : (at.id || at.ariaLabel || at.textContent.trim().slice(0, 40) || at.name);
    });
    if (here === null) break;
    seen.add(here);
  }
  for (const name of ["cases", "theme", "Help ▾", "dump", "cmdline", "kernel", "Kernel of base", "scale", "first variant", "second variant"]) {
    expect([...seen]).toContain(name);
  }
});

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing with all folded out, ${scheme}`, async ({ page, axe }) => {
    test.slow();
    await whole(page);
    await page.emulateMedia({ colorScheme: scheme });
    // axe looks at every cell: two variants and one's own have all kinds of them.
    for (const name of ["v5-1of5", "clip-absent", "simplified", "base"]) {
      await page.getByRole("checkbox", { name, exact: true }).uncheck();
    }
    await page.locator("#dump").fill(threeCases.replace(/0x0000000100000000 /g, "0x0000000000200000 "));
    await page.getByRole("button", { name: "Add a variant of your own" }).click();
    for (const summary of await page.locator("summary").all()) {
      await summary.click();
    }
    await expect(page.locator("#problems")).not.toBeEmpty();
    await axe();
    await page.getByRole("button", { name: "Help" }).click();
    await expect(page.locator("#help")).toBeVisible();
    await axe("#help");
    await page.keyboard.press("Escape");
    await expect(page.locator("#help")).toBeHidden();
  });
}

for (const width of [320, 390, 700, 1024]) {
  test(`at ${width} pixels nothing scrolls sideways but what is wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await whole(page);
    await page.locator("main details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
    if (width < 900) {
      await page.getByRole("button", { name: "Change the inputs" }).click();
    }
    await page.getByRole("button", { name: "Add a variant of your own" }).click();
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(excess).toBeLessThanOrEqual(0);
    const picture = page.locator(".picture").first();
    const scrolls = await picture.evaluate((box) => box.scrollWidth > box.clientWidth);
    expect(scrolls).toBe(false);
  });
}

test("on paper it is dark on white, whatever the screen was", async ({ page }) => {
  await page.getByLabel("Theme").selectOption("dark");
  const text = page.locator(".picture svg.zs-chart text").first();
  const onScreen = await text.getAttribute("fill");
  await page.emulateMedia({ media: "print" });
  await expect(text).not.toHaveAttribute("fill", onScreen);
  await expect(page.locator("#theme")).toBeHidden();
  const color = await page.evaluate(() => getComputedStyle(document.querySelector(".lede")).color);
  expect(color).toBe("rgb(28, 32, 36)");
});
