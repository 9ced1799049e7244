// dist/, as `cargo xtask dist` makes it, below a path it knows nothing of.
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, open, test } from "../fixtures.js";

const home = "/some/sub/path/";

const kept = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    return caches.keys();
  });

test("it starts below any path", async ({ page }) => {
  await open(page, home);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("what is compressed is the file beside it", async ({ request }) => {
  const get = async (name) => (await request.get(home + name)).body();
  const index = (await get("")).toString();
  const names = [...index.matchAll(/(?:src|href|data-\w+)="?\.\/([\w.-]+)/g)].map((match) => match[1]);
  expect(names.length).toBeGreaterThan(4);
  for (const name of ["index.html", "404.html", "404.js", "embed.js", ...names]) {
    const plain = await get(name);
    expect(brotliDecompressSync(await get(`${name}.br`)).equals(plain), name).toBe(true);
    expect(gunzipSync(await get(`${name}.gz`)).equals(plain), name).toBe(true);
  }
});

test("every file of the page but index.html has its hash in its name", async ({ request }) => {
  const worker = await (await request.get(`${home}sw.js`)).text();
  const files = JSON.parse(worker.match(/FILES = (\[.*?\]);\n/s)[1]).map(([name]) => name);
  expect(files).toContain("./");
  expect(files.filter((name) => !/-[0-9a-f]{8,16}[._]/.test(name))).toEqual(["./"]);
});

test("who shows a preview of a link finds the words and the picture", async ({ page, request }) => {
  await open(page, home);
  const meta = (name) => page.locator(`meta[property="og:${name}"]`).getAttribute("content");
  expect(await meta("title")).toBe("zonescope");
  expect(await meta("description")).toBe(await page.locator('meta[name="description"]').getAttribute("content"));
  const picture = new URL(await meta("image"));
  expect(picture.protocol).toBe("https:");
  const png = await (await request.get(home + picture.pathname.split("/").pop())).body();
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(png.length).toBeLessThan(100_000);
});

test.describe("without a network", () => {
  test("it starts after the first visit", async ({ page, context }) => {
    await open(page, home);
    await kept(page);
    await context.setOffline(true);
    await page.goto("about:blank");
    await open(page, `${home}?z=1#`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});

test.describe("as a guest it keeps nothing", () => {
  const registrations = (page) =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

  test("embedded", async ({ page }) => {
    await open(page, `${home}?embed=zones`);
    await page.waitForLoadState("networkidle");
    expect(await registrations(page)).toBe(0);
  });

  test("framed", async ({ page, context }) => {
    const body = `<!doctype html><title>A document</title><iframe src="${home}"></iframe>`;
    await context.route("**/document", (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto("/document");
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForLoadState("networkidle");
    expect(await registrations(page)).toBe(0);
  });

  test("not even where the page itself is kept", async ({ page, context }) => {
    await open(page, home);
    await kept(page);
    await context.setOffline(true);
    await expect(page.goto(`${home}?embed=zones`)).rejects.toThrow("ERR_INTERNET_DISCONNECTED");
  });
});

test.describe("a link that lost its way", () => {
  // [what was asked for, where it leads]
  const ways = [
    ["%231Kabc", "#1Kabc"],
    ["%25231Kabc%253E", "#1Kabc%253E"],
    ["index.html%231Kabc", "#1Kabc"],
    ["gone/old.html#1Kabc", "#1Kabc", "/zonescope/"],
    ["old.html?z=1Kabc", "#1Kabc"],
    ["%3Fz=1Kabc", "#1Kabc"],
    [")", ""],
    ["%3E", ""],
    ["index.html.", ""],
  ];
  for (const [asked, found, below = home] of ways) {
    test(`${below}${asked}`, async ({ page, context, allowed }) => {
      allowed.push(/404/);
      const body = "<!doctype html><title>The page</title>";
      await context.route((url) => url.pathname === below, (route) => route.fulfill({ contentType: "text/html", body }));
      await page.goto(below + asked);
      await expect(page).toHaveTitle("The page");
      const { pathname, hash } = new URL(page.url());
      expect(pathname + hash).toBe(below + found);
    });
  }

  test("a path that is no link says so, and leads to the page", async ({ page, allowed, axe }) => {
    allowed.push(/404/);
    await page.goto(`${home}nothing`);
    await expect(page.getByRole("heading")).toHaveText("There is no such page");
    await axe();
    await page.getByRole("link").click();
    // The page writes its link behind that, once it is there.
    await expect(page).toHaveURL(({ pathname, search }) => pathname + search === home);
  });
});
