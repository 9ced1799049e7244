// What leaves the page, and comes back: links, texts, files, and what the browser keeps.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { expect, leaveField, open, choose, test, whole } from "../fixtures.js";

const golden = readFileSync(new URL("../../../crates/scenario/tests/golden_links.txt", import.meta.url), "utf8");
const case2 = "1hKXuJmNrVBQDkIU9mCYxbEYnwWixGZfQan8BrODeovOg";
const case3 = "1hKXkBMxtaoKAcBCHswTGLIjE-CUWIzL6DegGs4N6gZ4c";

const numbers = async (page) => {
  await whole(page);
  return page.locator("td[data-value]").evaluateAll((cells) =>
    cells.map(({ dataset }) => Object.values(dataset).join(" ")),
  );
};
const twice = (page) => page.locator('td[data-variant="base"][data-field="double_init"]').first();
const hash = (page) => page.evaluate(() => location.hash.slice(1));
const settled = (page, link) => expect.poll(() => hash(page)).toBe(link);
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const kept = (page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("zonescope-work-")).length);
// As a user closes a tab: Playwright itself does not wait for what the page does then.
const leave = async (page) => {
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
};
const plain = `MEMBLOCK configuration:
 memory.cnt  = 0x1
 memory[0x0]	[0x0000000000100000-0x00000000bfffffff], 0x00000000bff00000 bytes on node 0 flags: 0x0
`;

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test.describe("the address", () => {
  test("holds the scenario, and shows it again anywhere", async ({ page, context }) => {
    await open(page);
    await settled(page, case2);
    await page.getByRole("checkbox", { name: "clip", exact: true }).uncheck();
    await page.locator("#cmdline").fill("quiet kernelcore=4G");
    await page.getByLabel("Title").fill("Four gigabytes");
    await expect.poll(() => hash(page)).not.toBe(case2);
    await leaveField(page);
    const other = await context.newPage();
    await open(other, `/#${await hash(page)}`);
    await expect(other.getByLabel("Title")).toHaveValue("Four gigabytes");
    await expect(other).toHaveTitle("Four gigabytes · zonescope");
    await expect(other.locator("#cmdline")).toHaveValue("quiet kernelcore=4G");
    await expect(async () => expect(await numbers(other)).toEqual(await numbers(page))).toPass();
  });

  test("is written at once when a field is left", async ({ page }) => {
    await open(page);
    await settled(page, case2);
    await page.getByLabel("Title").fill("Done");
    await page.getByLabel("Title").press("Tab");
    expect(await hash(page)).not.toBe(case2);
  });

  test("makes no history", async ({ page }) => {
    await open(page);
    await settled(page, case2);
    const before = await page.evaluate(() => history.length);
    await page.locator("#cases").selectOption("case3");
    await settled(page, case3);
    expect(await page.evaluate(() => history.length)).toBe(before);
  });

  for (const line of golden.trim().split("\n")) {
    const [link, file] = line.split("\t");
    test(`opens ${link.slice(0, 40)}`, async ({ page }) => {
      const { title, variants } = JSON.parse(file);
      await open(page, `/#${link}`);
      await expect(page.locator("#problems")).toBeEmpty();
      await expect(page.getByLabel("Title")).toHaveValue(title ?? "");
      await expect(page.locator("tr[data-verdict]")).toHaveCount(variants.length);
    });
  }

  test("opens ?z= too, and writes a title that came with a link", async ({ page }) => {
    await open(page, `/?z=${case3}`);
    await expect(page.locator("#cases")).toHaveValue("case3");
    await settled(page, case3);
    expect(new URL(page.url()).search).toBe("");
    await page.goto("/#1UXomheUGjDuyFADqmgTOU");
    await expect(page.getByLabel("Title")).toHaveValue("By hand");
    await expect.poll(() => hash(page)).toMatch(/^1/);
  });

  test("a link put there is opened, and the work before it kept", async ({ page }) => {
    await open(page);
    await page.locator("#dump").fill(plain);
    await page.getByLabel("Title").fill("Mine");
    await page.goto(`/#${case3}`);
    await expect(page.locator("#cases")).toHaveValue("case3");
    await expect(page.locator("#dump")).toHaveValue(/MEMBLOCK configuration/);
    await expect(twice(page)).toHaveAttribute("data-value", "134217728");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.locator("#dump")).toHaveValue(plain);
    await expect(page.getByLabel("Title")).toHaveValue("Mine");
  });

  test("holds what a field is left with, however long it takes to draw", async ({ page }) => {
    await open(page);
    await settled(page, case2);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 20 });
    // The field is left right after its last letter: all that is to be drawn has been, no more.
    const written = await page.evaluate(async (text) => {
      const box = document.getElementById("dump");
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      for (let turns = 0; turns < 100; turns += 1) await null;
      document.dispatchEvent(new Event("change"));
      return location.hash.slice(1);
    }, plain);
    expect(written).not.toBe(case2);
  });

  test("going back in history goes back to the work", async ({ page }) => {
    await open(page);
    await page.locator("#dump").fill(`hello\n${plain}`);
    await leaveField(page);
    await page.evaluate((link) => (location.hash = link), case3);
    await expect(page.locator("#cases")).toHaveValue("case3");
    await page.goBack();
    await expect(page.locator("#dump")).toHaveValue(`hello\n${plain}`);
  });
});

test.describe("a damaged link", () => {
  for (const [name, link, says] of [
    ["cut", case3.slice(0, -3), "cut short, 3 characters missing"],
    ["with a letter changed", case3.replace("X", "Y"), "does not match"],
    ["of a later version", `2${case3.slice(1)}`, "begin with `2`"],
    ["that is none", "help", "begin with `h`"],
  ]) {
    test(`${name} is told, and leaves what is there`, async ({ page }) => {
      await open(page, `/#${link}`);
      await expect(page.locator("#problems")).toContainText("Link not opened");
      await expect(page.locator("#problems")).toContainText(says);
      await expect(page.locator("#cases")).toHaveValue("case2");
      await leaveField(page);
      expect(await hash(page)).toBe(link);
      await page.locator("#cases").selectOption("case1");
      await expect(page.locator("#problems")).toBeEmpty();
      await expect.poll(() => hash(page)).toMatch(/^1hK/);
    });
  }

  for (const [name, link] of [
    ["quoted", `%3E%20${case3}`],
    ["in brackets", `${case3}%3E,`],
    ["twice encoded", `${case3.slice(0, 9)}%2520${case3.slice(9)}`],
    ["in quoted-printable", `${case3.slice(0, 9)}=20${case3.slice(9)}`],
  ]) {
    test(`${name} is mended`, async ({ page }) => {
      await open(page, `/#${link}`);
      await expect(page.locator("#problems")).toBeEmpty();
      await expect(page.locator("#cases")).toHaveValue("case3");
      await settled(page, case3);
    });
  }
});

test.describe("what the browser keeps", () => {
  test("text, command line and dump over a reload, even at once", async ({ page }) => {
    await open(page);
    await page.locator("#dump").fill(`hello\n${plain}`);
    await page.locator("#cmdline").fill("quiet  kernelcore=1G ");
    await page.reload();
    await expect(page.locator("#dump")).toHaveValue(`hello\n${plain}`);
    await expect(page.locator("#cmdline")).toHaveValue("quiet  kernelcore=1G ");
    await page.reload();
    await expect(page.locator("#dump")).toHaveValue(`hello\n${plain}`);
  });

  test("also for the next visit, without a link", async ({ page, context }) => {
    await open(page);
    await page.locator("#dump").fill(plain);
    await leave(page);
    const next = await context.newPage();
    await open(next);
    await expect(next.locator("#dump")).toHaveValue(plain);
    expect(await kept(next)).toBe(1);
  });

  test("a text that is no dump, with what was read before", async ({ page }) => {
    await open(page);
    await page.locator("#dump").fill("nothing of note");
    await page.reload();
    await expect(page.locator("#dump")).toHaveValue("nothing of note");
    await expect(page.locator("#problems")).toContainText("Not read");
    await expect(twice(page)).toHaveAttribute("data-value", "133693440");
  });

  test("of a link opened after, both", async ({ page }) => {
    await open(page);
    await page.locator("#dump").fill(plain);
    await page.goto(`/#${case3}`);
    await page.locator("#cmdline").fill("kernelcore=8G");
    await page.reload();
    await expect(page.locator("#cmdline")).toHaveValue("kernelcore=8G");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.locator("#dump")).toHaveValue(plain);
  });

  test("nothing while nothing was done", async ({ page }) => {
    await open(page, `/#${case3}`);
    await leaveField(page);
    await page.reload();
    expect(await kept(page)).toBe(0);
    await expect(page.locator("#cases")).toHaveValue("case3");
  });

  test("two tabs, each its own", async ({ page, context }) => {
    await open(page);
    await page.locator("#dump").fill(plain);
    await expect.poll(() => kept(page)).toBe(1);
    const other = await context.newPage();
    await open(other);
    await expect(other.locator("#dump")).toHaveValue(plain);
    await other.locator("#cmdline").fill("movablecore=1G");
    await page.locator("#cmdline").fill("kernelcore=1G");
    await expect.poll(() => kept(page)).toBe(2);
    for (const [tab, words] of [[page, "kernelcore=1G"], [other, "movablecore=1G"]]) {
      await tab.reload();
      await expect(tab.locator("#cmdline")).toHaveValue(words);
    }
  });

  test("a tab made of another one, too", async ({ page, context }) => {
    await open(page);
    await page.locator("#cmdline").fill("kernelcore=1G");
    await expect.poll(() => kept(page)).toBe(1);
    // As browsers do when a tab is duplicated: the address and the tab's own storage.
    const session = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    const other = await context.newPage();
    await other.addInitScript((session) => Object.assign(sessionStorage, JSON.parse(session)), session);
    await open(other, new URL(page.url()).hash.replace(/^/, "/"));
    await other.locator("#cmdline").fill("movablecore=1G");
    await expect.poll(() => kept(page)).toBe(2);
    await page.reload();
    await expect(page.locator("#cmdline")).toHaveValue("kernelcore=1G");
  });

  test("of eleven open tabs each its own, and no more than the last few of what they left", async ({ page, context }) => {
    test.slow();
    const tabs = [];
    for (let visit = 1; visit <= 11; visit++) {
      const tab = await context.newPage();
      await open(tab);
      const words = `kernelcore=${visit}G`;
      await tab.locator("#dump").fill(`${visit}\n${plain}`);
      await tab.locator("#cmdline").fill(words);
      const isKept = (words) => Object.values(localStorage).some((work) => work.includes(words));
      await expect.poll(() => tab.evaluate(isKept, words)).toBe(true);
      tabs.push([tab, visit]);
    }
    for (const [tab, visit] of tabs) {
      await tab.reload();
      await expect(tab.locator("#dump")).toHaveValue(`${visit}\n${plain}`);
      await expect(tab.locator("#cmdline")).toHaveValue(`kernelcore=${visit}G`);
    }
    for (const [tab] of tabs) await leave(tab);
    await open(page);
    await expect(page.locator("#cmdline")).toHaveValue("kernelcore=11G");
    await expect.poll(() => kept(page)).toBeLessThanOrEqual(8);
  });

  test("a copy that nobody changed is kept while its tab is open, and no longer", async ({ page, context }) => {
    await open(page);
    await page.locator("#dump").fill(`one\n${plain}`);
    await expect.poll(() => kept(page)).toBe(1);
    const copy = await context.newPage();
    await open(copy);
    await page.locator("#dump").fill(`two\n${plain}`);
    await expect.poll(() => page.evaluate(() => Object.values(localStorage).join().includes("two"))).toBe(true);
    await copy.reload();
    await expect(copy.locator("#dump")).toHaveValue(`one\n${plain}`);
    await copy.locator("#dump").fill(`two\n${plain}`);
    // Both were left with the same work: one is enough.
    await leave(copy);
    await leave(page);
    const next = await context.newPage();
    await open(next);
    await expect(next.locator("#dump")).toHaveValue(`two\n${plain}`);
    await expect.poll(() => kept(next)).toBe(1);
  });

  test("work without a mark for a month, which is when it counts as left", async ({ page, context }) => {
    await open(page);
    const numbers = async (age) => {
      await page.evaluate((age) => {
        localStorage.clear();
        for (let number = 1; number <= 12; number++) {
          localStorage.setItem(`zonescope-work-${number}`, `3 ${Date.now() - age - number} -\nwork ${number}`);
        }
      }, age);
      const next = await context.newPage();
      await open(next);
      return kept(next);
    };
    const day = 24 * 60 * 60 * 1000;
    expect(await numbers(29 * day)).toBe(12);
    expect(await numbers(31 * day)).toBe(8);
  });

  test("what another tab removed is written again when this one is hidden", async ({ page }) => {
    await open(page);
    await page.locator("#dump").fill(plain);
    await expect.poll(() => kept(page)).toBe(1);
    await page.evaluate(() => {
      localStorage.clear();
      Object.defineProperty(document, "hidden", { value: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    expect(await kept(page)).toBe(1);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await expect(page.locator("#dump")).toHaveValue(plain);
  });

  const large = (page, lines = 80_000) =>
    page.getByLabel("Open a file").setInputFiles({
      name: "boot.log",
      mimeType: "text/plain",
      buffer: Buffer.from(plain + "something else\n".repeat(lines)),
    });

  test("all but a text above 1 MiB, which is said", async ({ page }) => {
    await open(page);
    await page.locator("#dump").fill(`before\n${plain}`);
    await page.evaluate((link) => (location.hash = link), case3);
    await expect(page.locator("#cases")).toHaveValue("case3");
    await large(page);
    const said = page.getByText("A reload will not bring back the text: the texts of a work are kept up to 1 MiB.");
    await expect(said).toBeVisible();
    await page.reload();
    await expect(page.locator("#dump")).toHaveValue(/0x0000000000100000-0x00000000bfffffff/);
    await expect(said).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.locator("#dump")).toHaveValue(`before\n${plain}`);
  });

  test("all that a full storage has room for, which is said", async ({ page }) => {
    await open(page);
    // Browsers have room for about 5 Mi characters.
    const fill = (page, name) =>
      page.evaluate((name) => {
        for (let size = 1 << 22; size > 1 << 16; size >>= 1) {
          try {
            for (;;) localStorage.setItem(`${name}${Math.random()}`, "x".repeat(size));
          } catch {}
        }
      }, name);
    await fill(page, "of-another-page-of-this-site-");
    await large(page, 40_000);
    await expect(page.getByText("not bring back the text: the browser's storage for this page is full.")).toBeVisible();
    await page.reload();
    await expect(page.locator("#dump")).toHaveValue(/0x0000000000100000-0x00000000bfffffff/);
    // Work that was left makes room.
    await page.evaluate(() => {
      const own = Object.keys(localStorage).filter((name) => name.startsWith("of-another"));
      for (const name of own) localStorage.removeItem(name);
      const text = "x".repeat(1 << 20);
      for (let number = 1; number < 6; number++) {
        try {
          localStorage.setItem(`zonescope-left-${number}`, "");
          localStorage.setItem(`zonescope-work-${number}`, `3 ${Date.now() - number} -\n-\n\n${text.length}\n${text}`);
        } catch {}
      }
    });
    await large(page, 50_000);
    const whole = page.getByPlaceholder("The text (732 KiB) is shown below.");
    await expect(whole).toBeVisible();
    await page.reload();
    await expect(whole).toBeVisible();
    await expect(page.getByText("not bring back")).toHaveCount(0);
  });

  test("with storage full or forbidden the page works, and says so", async ({ page }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await open(page);
    await page.locator("#cmdline").fill("kernelcore=1G");
    await expect(page.getByText("not bring back what is on screen: the browser's storage for this page is full.")).toBeVisible();
    const forbidden = await page.context().newPage();
    await forbidden.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException("no", "SecurityError");
          },
        });
      }
    });
    await open(forbidden);
    await forbidden.locator("#cmdline").fill("kernelcore=1G");
    await expect(forbidden.getByText("keeps nothing for pages")).toBeVisible();
  });
});

test.describe("copied", () => {
  const said = (page) => page.locator(".said");

  test("the link, which shows the same numbers in a new page", async ({ page, context }) => {
    await open(page);
    await page.locator("#cases").selectOption("case1");
    await choose(page.getByRole("radio", { name: "v6.18+" }));
    await page.getByRole("button", { name: "Copy link" }).click();
    await expect(said(page)).toHaveText("Link copied. The link leads to this computer only.");
    const link = await clipboard(page);
    expect(link.length).toBeLessThan(90);
    const other = await context.newPage();
    await open(other, link);
    await expect(async () => expect(await numbers(other)).toEqual(await numbers(page))).toPass();
  });

  test("the mail of what was typed just before, while what stands below the map still follows", async ({ page }) => {
    await open(page);
    await page.locator("#cases").selectOption("case1");
    await expect(page.locator("#cmdline")).not.toHaveValue("");
    await page.getByRole("button", { name: "Copy for mail" }).evaluate(async (button) => {
      const box = document.getElementById("cmdline");
      const map = document.querySelector(".picture svg").outerHTML;
      box.value = "kernelcore=64G";
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      // A message comes before a frame, and before what was put off until after it.
      const next = () => {
        const { port1, port2 } = new MessageChannel();
        port2.postMessage(null);
        return new Promise((done) => (port1.onmessage = done));
      };
      do await next();
      while (document.querySelector(".picture svg").outerHTML === map);
      button.click();
    });
    await expect(said(page)).toContainText("Text for a mail copied");
    const mail = await clipboard(page);
    expect(mail).toContain("kernelcore=64G");
    await page.getByRole("button", { name: "Copy for mail" }).click();
    await expect.poll(() => clipboard(page)).toBe(mail);
  });

  test("the mail, which restores the scenario when quoted back", async ({ page, context }) => {
    await open(page);
    await page.getByLabel("Title").fill("Ours");
    await page.getByRole("button", { name: "Copy for mail" }).click();
    await expect(said(page)).toContainText("Text for a mail copied");
    const mail = await clipboard(page);
    const lines = mail.split("\n").filter((line) => !line.startsWith("<http"));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72);
    const other = await context.newPage();
    await open(other, `/#${case3}`);
    await other.locator("#dump").fill(mail.replace(/^/gm, "> > "));
    await expect(other.getByLabel("Title")).toHaveValue("Ours");
    await expect(async () => expect(await numbers(other)).toEqual(await numbers(page))).toPass();
  });

  for (const [what, like] of [
    ["Markdown", /^## Case 2[^]*clip: [^\n]*Normal ends where Movable starts[^]*\[Open in zonescope\]\(http/],
    ["reStructuredText", /^Case 2.*\n={10,}[^]*`Open in zonescope <http/],
    ["Numbers (CSV)", /^variant,patches,kernel[^]*\nbase,base,v6\.12,0,Normal/],
    ["Numbers (JSON)", /"version": 1[^]*"init_early"/],
    ["memblock dump", /^MEMBLOCK configuration:\n/],
    ["Scenario file (JSON)", /"title": "Case 2/],
    ["Boot it in QEMU", /^#!\/bin\/sh\n[^]*booted at 1\/64[^]*\nmirror 0x100000000-0x180000000\n/],
    ["<iframe>", /^<iframe src="http.*\?embed=zones&amp;theme=auto#1\w/],
    ["<zone-scope>", /^<script src="http.*\/embed.js" defer><\/script>\n<zone-scope link="http/],
    ["Sphinx", /^\.\. raw:: html\n\n   <script/],
    ["mdBook", /^\n<script[^]*<\/zone-scope>\n\n$/],
  ]) {
    test(`as ${what}`, async ({ page }) => {
      await open(page);
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("button", { name: `Copy ${what}`, exact: true }).click();
      await expect(said(page)).toContainText(`${what} copied.`);
      expect(await clipboard(page)).toMatch(like);
    });
  }

  test("by hand, where the browser does not let the page", async ({ page, axe }) => {
    await page.addInitScript(() => delete Navigator.prototype.clipboard);
    await open(page);
    await page.getByRole("button", { name: "Copy link" }).click();
    const text = page.getByRole("dialog").getByRole("textbox");
    await expect(text).toHaveValue(/#1hK/);
    await expect(text).toBeFocused();
    expect(await text.evaluate((area) => area.selectionEnd - area.selectionStart)).toBeGreaterThan(50);
    await axe("dialog");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
});

test.describe("saved", () => {
  const save = async (page, name) => {
    await page.getByRole("button", { name: "Export" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name, exact: true }).click();
    const file = await download;
    await expect(page.locator(".said")).toHaveText(`${file.suggestedFilename()} saved.`);
    return { name: file.suggestedFilename(), data: await readFile(await file.path()) };
  };

  for (const [what, name, mime, like] of [
    ["Save Markdown", "case-2-efibootmgr-m-t-m-25.md", "text/markdown", /^## Case 2/],
    ["Save reStructuredText", "case-2-efibootmgr-m-t-m-25.rst", "text/x-rst", /^Case 2/],
    ["Save Numbers (CSV)", "case-2-efibootmgr-m-t-m-25.csv", "text/csv", /^variant,/],
    ["Save Numbers (JSON)", "case-2-efibootmgr-m-t-m-25.json", "application/json", /^\{/],
    ["Save memblock dump", "case-2-efibootmgr-m-t-m-25.memblock.txt", "text/plain", /^MEMBLOCK/],
    ["Save Boot it in QEMU", "case-2-efibootmgr-m-t-m-25.boot.sh", "application/x-sh", /^#!\/bin\/sh/],
    ["Save Scenario file (JSON)", "case-2-efibootmgr-m-t-m-25.scenario.json", "application/json", /^\{/],
    ["SVG Zone map", "case-2-efibootmgr-m-t-m-25.zones.light.svg", "image/svg+xml", /^<svg [^]*<title[^]*<\/svg>\s*$/],
    ["SVG Absent pages", "case-2-efibootmgr-m-t-m-25.absent.light.svg", "image/svg+xml", /^<svg [^]*<desc/],
  ]) {
    test(what, async ({ page }) => {
      await page.addInitScript(() => {
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => ((window.type = blob.type), make(blob));
      });
      await open(page);
      const file = await save(page, what);
      expect(file.name).toBe(name);
      expect(file.data.toString()).toMatch(like);
      expect(await page.evaluate(() => window.type)).toBe(mime);
    });
  }

  for (const [what, figure] of [
    ["Zone map", "zones"],
    ["Absent pages", "absent"],
  ]) {
    test(`PNG ${what}, with two pixels for one`, async ({ page }) => {
      await open(page);
      const svg = (await save(page, `SVG ${what}`)).data.toString();
      await page.keyboard.press("Escape");
      const { name, data } = await save(page, `PNG ${what}`);
      expect(name).toBe(`case-2-efibootmgr-m-t-m-25.${figure}.light.png`);
      const [, width, height] = svg.match(/^<svg [^>]*width="(\d+)" height="(\d+)"/);
      expect(data.subarray(1, 4).toString()).toBe("PNG");
      expect([data.readUInt32BE(16), data.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);
    });
  }

  test("figures in the colours asked for", async ({ page }) => {
    await open(page);
    const light = (await save(page, "SVG Zone map")).data;
    await page.getByLabel("Colours of figures").selectOption("dark");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "SVG Zone map" }).click();
    const dark = await readFile(await (await download).path());
    expect(dark.equals(light)).toBe(false);
    expect(dark.toString()).toContain("#14171a");
  });

  test("a scenario file, which opens when it is dropped or pasted", async ({ page }) => {
    await open(page, `/#${case3}`);
    const { data } = await save(page, "Save Scenario file (JSON)");
    const before = await numbers(page);
    await page.locator("#cases").selectOption("case1");
    await page.getByLabel("Open a file").setInputFiles({ name: "a.json", mimeType: "application/json", buffer: data });
    await expect(page.locator("#cases")).toHaveValue("case3");
    await expect.poll(() => numbers(page)).toEqual(before);
    await page.locator("#dump").fill(data.toString().replace('"memory"', '"memmory"'));
    await expect(page.locator("#problems")).toContainText("memmory");
  });
});

test("a map too large for a link is for a file", async ({ page }) => {
  await open(page);
  const rows = Array.from({ length: 4200 }, (_, i) => `[${i * 2 ** 24}, ${i * 2 ** 24 + 2 ** 20}, 0, 0]`);
  const buffer = Buffer.from(`{"memory": [${rows.join(", ")}]}`);
  await page.getByLabel("Open a file").setInputFiles({ name: "a.json", mimeType: "application/json", buffer });
  await expect(page.getByText("a link holds up to 4096")).toBeVisible();
  await expect.poll(() => hash(page)).toBe("");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the scenario file" }).click();
  expect((await download).suggestedFilename()).toBe("zonescope.scenario.json");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator(".said")).toContainText("Not copied: 4200 memory regions");
});

for (const scheme of ["light", "dark"]) {
  test(`the menu by keyboard, and axe finds nothing, ${scheme}`, async ({ page, axe }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page);
    const menu = page.getByRole("group", { name: "Export" });
    await page.getByRole("button", { name: "Export" }).focus();
    await page.keyboard.press("Enter");
    await expect(menu).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Copy For operations" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator(".said")).toContainText("For operations copied");
    await axe();
    await page.keyboard.press("Escape");
    await expect(menu).toBeHidden();
    await expect(page.getByRole("button", { name: "Export" })).toBeFocused();
  });
}

test("the window is called what the scenario is", async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle("Case 2: efibootmgr -m t -M 25 · zonescope");
  await page.getByLabel("Title").fill("  ");
  await expect(page).toHaveTitle("zonescope");
});
