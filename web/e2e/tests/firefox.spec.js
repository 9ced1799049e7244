// A smoke test in Firefox as it is installed, over WebDriver BiDi: Playwright drives only a
// Firefox of its own making. ZONESCOPE_FIREFOX names it, as `cargo xtask test` does after it
// has tried to install one and said so if it could not; skipped where there is none.
import { existsSync } from "node:fs";
import { expect, test } from "@playwright/test";
import puppeteer from "puppeteer-core";

const places = [process.env.ZONESCOPE_FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"];
const executablePath = places.find((place) => place && existsSync(place));

test("Firefox shows case 2, takes a dump, and undoes", async ({ baseURL }) => {
  test.skip(!executablePath, "there is no Firefox");
  test.slow();
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, defaultViewport: { width: 1280, height: 800 } });
  try {
    const page = await browser.newPage();
    const complaints = [];
    page.on("console", (message) => {
      if (["error", "warn"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(`${error}`));
    await page.goto(baseURL);
    const absent = (expected) =>
      page.waitForFunction(
        (expected) => {
          const cell = document.querySelector("[data-variant=base][data-node='0'][data-zone=Normal][data-field=absent]");
          return cell?.dataset.value === expected;
        },
        { timeout: 20_000 * Number(process.env.ZONESCOPE_SLOWER) },
        expected,
      );
    await absent("66584576");
    // What is behind the fold comes a moment after the picture.
    await page.waitForSelector(".everything table");
    const values = () => page.$$eval("[data-variant][data-field]", (cells) => cells.map((cell) => cell.dataset.value).join());
    const before = await values();
    await page.evaluate((text) => {
      const box = document.getElementById("dump");
      box.focus();
      box.select();
      document.execCommand("insertText", false, text);
    }, " memory[0x0]\t[0x0000000000001000-0x000000023fffffff], 0x000000023ffff000 bytes on node 0 flags: 0x0\n");
    await page.waitForFunction(() => document.querySelector("[data-variant=base][data-node='1']") === null);
    await page.keyboard.down("Control");
    await page.keyboard.press("z");
    await page.keyboard.up("Control");
    await absent("66584576");
    expect(await values()).toBe(before);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});
