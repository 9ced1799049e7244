// What becomes of an open page when a new version is published. A server of its
// own, which can publish one: a browser fetches a service worker past Playwright's routes.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { expect, open, test as base } from "../fixtures.js";

const dist = new URL("../../../dist/", import.meta.url);
const types = { html: "text/html", js: "text/javascript", css: "text/css", wasm: "application/wasm", svg: "image/svg+xml" };

const test = base.extend({
  site: async ({}, use) => {
    const changed = new Map();
    const file = async (name) => changed.get(name) ?? (await readFile(new URL(name, dist)));
    const server = createServer(async ({ url }, response) => {
      const name = new URL(url, "http://x").pathname.slice("/folder/".length) || "index.html";
      response.setHeader("Content-Type", types[name.split(".").pop()] ?? "text/plain");
      // As eager to cache as a server can be: an update must get through all the same.
      response.setHeader("Cache-Control", "max-age=31536000");
      response.end(await file(name));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");

    // The same page with another mark, and the worker that lists it.
    const publish = async (mark, { whole = true } = {}) => {
      const html = (await readFile(new URL("index.html", dist))).toString();
      const index = html.replace("<html ", `<html data-mark=${mark} `);
      const hash = createHash("sha256").update(index).digest("base64");
      const worker = (await file("sw.js"))
        .toString()
        .replace(/VERSION = "\w+"/, `VERSION = "${mark}"`)
        .replace(/"\.\/",\s*"sha256-[^"]+"/, `"./", "sha256-${hash}"`);
      changed.set("sw.js", worker);
      if (whole) changed.set("index.html", index);
    };
    await use({ url: `http://127.0.0.1:${server.address().port}/folder/`, publish });
    server.close();
    server.closeAllConnections();
  },
  baseURL: async ({ site }, use) => use(site.url),
});

// The browser looks for a new version; what became of it.
const update = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => {});
    const worker = registration.installing;
    if (worker) await new Promise((done) => (worker.onstatechange = done));
    return worker?.state;
  });

const mark = (page) => page.locator("html").getAttribute("data-mark");

const visit = async (page, site) => {
  await open(page, site.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await open(page, site.url);
  await page.evaluate(() => (window.typed = "still here"));
};

test("it waits, leaves the open page alone, and is there on the next load", async ({ page, context, site }) => {
  await visit(page, site);
  await site.publish("second");
  expect(await update(page)).toBe("installed");
  expect(await mark(page)).toBe(null);
  expect(await page.evaluate(() => window.typed)).toBe("still here");
  await context.setOffline(true);
  await page.reload();
  await expect(page.locator("#loading")).toHaveCount(0);
  expect(await mark(page)).toBe("second");
});

test("what is published again takes the place of what was withdrawn", async ({ page, context, site }) => {
  await site.publish("first");
  await visit(page, site);
  const shown = async () => {
    await page.reload();
    await expect(page.locator("#loading")).toHaveCount(0);
    return mark(page);
  };
  expect(await shown()).toBe("first");
  // Each way, and while this page stays open: none of the workers that come takes over.
  for (const version of ["second", "first", "third", "second", "first"]) {
    await site.publish(version);
    expect(await update(page)).toBe("installed");
    await context.setOffline(true);
    expect(await shown(), `after ${version} was published`).toBe(version);
    await context.setOffline(false);
  }
});

test("half an update is none", async ({ page, context, site, allowed }) => {
  allowed.push(/integrity|Failed to find a valid digest/);
  await visit(page, site);
  await site.publish("second", { whole: false });
  expect(await update(page)).toBe("redundant");
  await context.setOffline(true);
  await open(page, site.url);
  expect(await mark(page)).toBe(null);
});

test("the version before goes when its last page is closed", async ({ page, context, site }) => {
  await visit(page, site);
  await site.publish("second");
  await update(page);
  await page.close();
  // Chromium may count a closed page as open for a moment; a page opened within it keeps the
  // version before. So look again, each time with no page open in between.
  const versions = async () => {
    const next = await context.newPage();
    await open(next, site.url);
    const names = await next.evaluate(() => caches.keys());
    await next.close();
    return names;
  };
  await expect.poll(versions).toEqual(["zonescope /folder/ second"]);
});
