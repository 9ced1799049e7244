// What someone who opens the link can say after a minute: each name, number and text carries what
// it is of.
import { expect, open, choose, test } from "../fixtures.js";

const row = (page, variant) => page.locator(`tr[data-variant="${variant}"][data-verdict]`);
const view = (page, name) => choose(page.getByRole("radio", { name, exact: true }));

// What the page copied.
async function copied(page, press) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await press();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("mirroring that no boot word makes use of is costly, with the GiB", async ({ page }) => {
  await open(page);
  await page.locator("#cmdline").fill("");
  for (const variant of ["base", "node-extent", "clip", "simplified"]) {
    await expect(row(page, variant)).toHaveAttribute("data-verdict", "cost");
  }
  await expect(row(page, "base")).toContainText("256.6 GiB are mirrored");
  await expect(row(page, "base")).toContainText("kernelcore=mirror is not given");
});

test("of part of a memory map nothing is called ok, on the page and in the mail", async ({ page }) => {
  await open(page);
  await page.locator("#dump").fill(`MEMBLOCK configuration:
 memory.cnt  = 0x3
 memory[0x0]\t[0x0000000100000000-0x000000013fffffff], 0x0000000040000000 bytes on node 0 flags: 0x2
 memory[0x1]\t[0x0000000140000000-0x000000017fffffff], 0x0000000040000000 bytes on node 0 flags: 0x0
`);
  await expect(page.getByText("Some of the memory map is missing")).toBeVisible();
  await expect(page.locator("tr[data-verdict='ok']")).toHaveCount(0);
  await expect(row(page, "clip")).toContainText("Not known.");
  await expect(page.locator(".lede")).toContainText(/not known: .*clip/i);
  const mail = await copied(page, () => page.getByRole("button", { name: "Copy for mail" }).click());
  expect(mail).toContain("is not whole: memory.cnt says 3");
  expect(mail).toMatch(/clip.*: not known/);
  expect(mail).not.toMatch(/\bok\b/i);
  await choose(page.getByRole("radio", { name: "By release", exact: true }));
  await expect(page.locator("table.releases tbody tr").first()).toBeVisible();
  await expect(page.locator("table.releases tr.ok")).toHaveCount(0);
  const releases = await copied(page, () => page.getByRole("button", { name: "Copy the releases for mail" }).click());
  expect(releases).toContain("is not whole: memory.cnt says 3");
  expect(releases).not.toMatch(/\bok\b/i);
});

test("what a text leaves open is assumed, and said with the numbers", async ({ page }) => {
  await open(page);
  const rests = page.locator(".rests");
  await expect(rests).toHaveCount(0);
  await page.locator("#dump").fill(`MEMBLOCK configuration:
 memory.cnt  = 0x2
 memory[0x0]\t[0x0000000100000000-0x000000013fffffff], 0x0000000040000000 bytes on node 0 flags: 0x2
 memory[0x1]\t[0x0000000140000000-0x000000017fffffff], 0x0000000040000000 bytes on node 0 flags: 0x0
`);
  await expect(rests).toContainText("x86_64 is assumed.");
  await expect(rests).toContainText("kernelcore=mirror is assumed, since memory is mirrored.");
  const mail = await copied(page, () => page.getByRole("button", { name: "Copy for mail" }).click());
  expect(mail).toContain("x86_64 is assumed");
  await page.getByLabel("Architecture").selectOption("arm64");
  await expect(rests).not.toContainText("x86_64");
  await page.locator("#cmdline").fill("");
  await expect(rests).toHaveCount(0);
});

test("the heading of the verdicts names the kernel, and each row what it is", async ({ page }) => {
  await open(page);
  const verdicts = page.getByRole("region", { name: "Verdicts" });
  await expect(verdicts).toContainText("by the rules of v6.12: 6.11 to 6.17");
  for (const [variant, meaning, releases] of [
    ["base", "the code the thread starts from", "In 7 stable lines"],
    ["clip", "Normal ends where Movable starts", "In 7.3 and later, with more patches."],
    ["simplified", "overlap_memmap_init() gone", "In 7.3 and later."],
  ]) {
    await expect(row(page, variant).locator("small.about")).toContainText(meaning);
    await row(page, variant).getByText("what it is").click();
    await expect(row(page, variant).locator(".findings.about")).toContainText(releases);
  }
  const commit = row(page, "clip").getByRole("link", { name: "eb0e5b61369f" });
  await expect(commit).toHaveAttribute("href", "https://git.kernel.org/linus/eb0e5b61369f");
  await expect(row(page, "clip").getByRole("link", { name: /adjust_zone_range/ })).toBeVisible();
});

test("what is checked is said of kernel and architecture together", async ({ page }) => {
  await open(page);
  const boot = page.locator("section", { has: page.locator("#boot") });
  await expect(boot).toContainText("The rules of v6.12 on x86_64 are checked against booted kernels: 6.12.107 and 6.12.117.");
  await choose(boot.getByRole("radio", { name: "v6.6" }));
  await expect(boot).toContainText("The rules of v6.6 on x86_64 are not checked against a booted kernel.");
});

test("a case that is changed no longer bears its name", async ({ page }) => {
  await open(page);
  await page.locator("#cmdline").fill("");
  await expect(page.locator("#title")).toHaveValue("Case 2, changed");
  await expect(page.locator("#cases")).toHaveValue("");
  await page.locator("#cmdline").fill("kernelcore=mirror");
  await expect(page.locator("#title")).toHaveValue("Case 2: efibootmgr -m t -M 25");
  await page.locator("#mirror-percent").fill("30");
  await expect(page.locator("#title")).toHaveValue("Case 2, changed");
});

test("the estimates of boot time bear the verdicts' marks", async ({ page }) => {
  await open(page);
  await view(page, "memmap init");
  const estimate = page.getByRole("region", { name: "Estimate" });
  await expect(estimate.getByRole("row", { name: /^node-extent/ })).toContainText("broken");
  await expect(estimate.getByRole("row", { name: /^clip/ })).toContainText("ok");
});

test("counts of initialisations have no size, which would be of memory that is not there", async ({ page }) => {
  await open(page);
  await expect(row(page, "base").locator("[data-field='init_early'] small")).toHaveCount(0);
  await expect(row(page, "clip").locator("[data-field='init_deferred'] small")).toHaveText(/GiB/);
  await expect(page.getByText("The map has 766.6 GiB of these; firmware keeps the rest.")).toBeVisible();
});

test("a mail says what the names mean and what an end is", async ({ page }) => {
  await open(page);
  const mail = await copied(page, () => page.getByRole("button", { name: "Copy for mail" }).click());
  expect(mail).toContain("clip: node-extent, and Normal ends where Movable starts.");
  expect(mail).toContain("an end is the first pfn behind");
  expect(mail.split("\n").every((line) => line.length <= 72 || line.startsWith("<http"))).toBe(true);
});

test("for operations there is a text of eight points at most", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Export" }).click();
  const text = await copied(page, () => page.getByRole("button", { name: "Copy For operations" }).click());
  expect(text).toContain("efibootmgr -m t -M 25");
  expect(text).toContain("Boot 7.3 and later with kernelcore=mirror.");
  expect(text).toContain("deferred pages initialised");
  expect(text.match(/^- /gm).length).toBeLessThanOrEqual(8);
});

test("the sweep says what mirroring costs, in memory and in boot time", async ({ page }) => {
  await open(page);
  await view(page, "Sweep");
  await page.getByText("Sweep as a table").click();
  const table = page.getByRole("region", { name: "Sweep as a table" });
  await expect(table.getByRole("columnheader", { name: "given up" })).toBeVisible();
  await expect(table.getByRole("columnheader", { name: "early init" })).toBeVisible();
  await expect(table.locator("tr", { hasText: "48 GiB" }).first()).toContainText(/about .* s/);
});

test("a machine is said as sockets and GiB", async ({ page, axe }) => {
  await open(page);
  await page.getByText("Another machine").click();
  await page.getByLabel("sockets").fill("4");
  await page.getByLabel("GiB each").fill("768");
  await axe("#inputs");
  await page.getByRole("button", { name: "Use this machine" }).click();
  await expect(page.locator("#inputs")).toContainText("4 × 768 GiB");
  await expect(page.locator(".lede")).toContainText("on 4 nodes");
  await page.getByText("Another machine").click();
  await page.getByText("Another machine").click();
  await page.getByLabel("sockets").fill("four");
  await page.getByRole("button", { name: "Use this machine" }).click();
  await expect(page.getByRole("form", { name: "Another machine" })).toContainText("`four` is no number of sockets");
});

test("the slider goes by whole percents, the field by hundredths", async ({ page }) => {
  await open(page);
  const slider = page.getByRole("slider", { name: "Mirrored above 4 GiB" });
  await slider.press("ArrowRight");
  await expect(page.locator("#mirror-percent")).toHaveValue("26");
  await page.locator("#mirror-percent").press("ArrowUp");
  await expect(page.locator("#mirror-percent")).toHaveValue("26.01");
});

test("a boundary has a grip of 24 pixels, stays where it is put, and knows the nearest percent", async ({ page }) => {
  await open(page);
  const boundary = page.getByRole("slider", { name: /Boundary in node 0/ }).last();
  await boundary.scrollIntoViewIfNeeded();
  const box = await boundary.boundingBox();
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y, { steps: 4 });
  await expect(page.getByRole("button", { name: /^Nearest whole percent/ })).toBeVisible();
  const held = await boundary.boundingBox();
  await page.mouse.up();
  await expect(page.locator(".handles .grabbed")).toHaveCount(0);
  expect((await boundary.boundingBox()).x).toBeCloseTo(held.x, 0);
  await page.getByRole("button", { name: /^Nearest whole percent/ }).click();
  await expect(page.getByRole("button", { name: /^Nearest whole percent/ })).toHaveCount(0);
  await expect(page.locator("#mirror-percent")).toHaveValue(/^\d+$/);
});

test("a row of the regions stays while it is no map", async ({ page }) => {
  await open(page);
  await page.locator("#regions > summary").click();
  const start = (place) => page.locator(`[data-place='${place}'] [data-cell='start']`);
  await start(5).fill("0x9000000000");
  await start(5).press("Enter");
  await expect(page.locator("#region-fault")).toContainText("region 5 ends at 0x6040000000, before it starts");
  await expect(start(5)).toHaveValue("0x9000000000");
  await expect(page.locator("[data-place='5'] [data-cell='end']")).toHaveAttribute("aria-invalid", "true");
  // The map points at the memory the row last stood for, and no other.
  await start(5).focus();
  await expect(page.locator(".readout").first()).toContainText("region 5: [0x20c0000000-0x603fffffff] node 0");
});

test("a search keeps its results where one of its layouts is opened", async ({ page }) => {
  await open(page);
  for (const variant of ["base", "v5-1of5", "node-extent", "clip-absent", "simplified"]) {
    await page.getByLabel(variant, { exact: true }).uncheck();
  }
  await view(page, "Matrix");
  await page.getByRole("button", { name: "Try them all" }).click();
  await expect(page.getByText("All 9360 layouts tried.")).toBeVisible();
  await expect(page.locator(".tallies dt").first()).toContainText("that firmware can make ok on");
  await page.locator(".tallies").getByRole("button").first().click();
  await expect(page.locator("#answer")).toBeFocused();
  await expect(page.locator(".tallies dt").first()).toContainText("that firmware can make ok on");
});

test("help says how this is checked, and where the thread is", async ({ page, axe }) => {
  await open(page);
  await page.getByRole("button", { name: "Help" }).click();
  await expect(page.locator("#help")).toContainText("How this is checked");
  await expect(page.locator("#help").getByRole("link", { name: /^The thread/ })).toHaveAttribute("href", /^https:\/\/lore\.kernel\.org\//);
  await axe("#help");
});

test("exported figures say what they are of, and their theme in the name", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByLabel("Colours of figures").selectOption("dark");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "SVG Zone map" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/\.zones\.dark\.svg$/);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const svg = Buffer.concat(chunks).toString();
  for (const part of ["Case 2: efibootmgr -m t -M 25", "v6.12 (6.11 to 6.17)", "kernelcore=mirror", "#1"]) {
    expect(svg).toContain(part);
  }
});

for (const width of [320, 390, 600]) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("the zone map is whole, and the page no wider than the screen", async ({ page }) => {
      await open(page);
      const map = page.getByRole("region", { name: "Zones", exact: true }).locator(".picture");
      const over = await map.evaluate((box) => box.scrollWidth - box.clientWidth);
      expect(over).toBeLessThanOrEqual(1);
      const page_over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(page_over).toBeLessThanOrEqual(0);
    });
  });
}

for (const [view, name] of [["zones", "Zones"], ["releases", "By release"], ["init", "memmap init"], ["sweep", "Sweep"], ["matrix", "Matrix"]]) {
  test(`the frame that is copied for ${view} holds all of it, from 320 to 900 pixels`, async ({ page }) => {
    await open(page);
    await choose(page.getByRole("radio", { name, exact: true }));
    await page.getByRole("button", { name: "Export" }).click();
    const frame = await copied(page, () => page.getByRole("button", { name: "Copy <iframe>" }).click());
    const [, src, height] = frame.match(/src="([^"]+)".* height="(\d+)"/);
    for (const width of [320, 390, 600, 900]) {
      await page.setViewportSize({ width, height: Number(height) });
      // Of the same address the browser would show what it has, drawn for the width before.
      await page.goto("about:blank");
      await open(page, src.replace(/&amp;/g, "&"));
      await expect(page.locator(".picture svg").first()).toBeVisible();
      const tall = () => page.locator("main").evaluate((main) => Math.ceil(main.getBoundingClientRect().height));
      await expect.poll(tall, `${width} pixels`).toBeLessThanOrEqual(Number(height));
    }
  });
}
