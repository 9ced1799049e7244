// embed.js in documents of another site, first with a stand-in for the page in the frame:
// what matters is what becomes of its messages. Then the page itself as a guest.
import { readFile } from "node:fs/promises";
import { expect, leaveField, open, test as base } from "../fixtures.js";

const site = "https://zonescope.github.io/zonescope/";
const docs = "https://docs.example/";
const link = "1hKXuJmNrVBQDkIU9mCYxbEYnwWixGZfQan8BrODeovOg";
const plain = '<a href="https://zonescope.github.io/zonescope/">the plain link</a>';

const html = (body) => ({ contentType: "text/html", body: `<!doctype html><meta charset="utf-8">${body}` });
const post = (message) => html(`<script>parent.postMessage(${message}, "*")</script>`);
const height = (css) => post(`{ type: "zonescope:height", height: ${css} }`);
const figure = (attributes, inside = plain) => `<zone-scope ${attributes}>${inside}</zone-scope>`;

const test = base.extend({
  // `await document(body, frame)` opens a document; a frame on the site answers with `frame`.
  document: async ({ page, context, allowed }, use) => {
    allowed.push(/^request to elsewhere: https:\/\/(zonescope\.github\.io|docs\.example)\//);
    const embed = await readFile(new URL("../../hosting/embed.js", import.meta.url), "utf8");
    await use(async (body, frame = height(123)) => {
      const loaded = [];
      await context.route(`${site}**`, (route) => {
        const url = route.request().url();
        if (url === `${site}embed.js`) return route.fulfill({ contentType: "text/javascript", body: embed });
        loaded.push(url);
        return frame ? route.fulfill(frame) : route.abort();
      });
      const script = `<script src="${site}embed.js" defer></script>`;
      await context.route(docs, (route) => route.fulfill(html(script + body)));
      await page.goto(docs);
      return loaded;
    });
  },
});

test("the demo document shows three figures", async ({ page, document }) => {
  const demo = await readFile(new URL("../../../docs/embed-demo.html", import.meta.url), "utf8");
  await document(demo);
  const frames = page.locator("zone-scope iframe");
  await expect(frames).toHaveCount(3);
  for (const [at, asked] of ["embed=zones&theme=auto#1", "embed=zones&theme=dark#1", "embed=zones&theme=light#1"].entries()) {
    const frame = frames.nth(at);
    await frame.scrollIntoViewIfNeeded();
    await expect(frame).toHaveCSS("height", "123px");
    expect(await frame.getAttribute("src")).toContain(`${site}?${asked}`);
    expect(await frame.getAttribute("title")).toContain("The zones of");
    await expect(page.locator("zone-scope a").nth(at)).toBeHidden();
  }
});

test.describe("a link", () => {
  const cases = [
    [`${site}#${link}`, `${site}?embed=init&theme=auto#${link}`],
    [`${site}index.html#${link}`, `${site}index.html?embed=init&theme=auto#${link}`],
    [`${site}?z=${link}`, `${site}?embed=init&theme=auto#${link}`],
    [`#${link}`, `${site}?embed=init&theme=auto#${link}`],
    [link, `${site}?embed=init&theme=auto#${link}`],
  ];
  for (const [given, asked] of cases) {
    test(given, async ({ page, document }) => {
      await document(figure(`view="init" link="${given}"`, ""));
      await expect(page.locator("iframe")).toHaveAttribute("src", asked);
      await expect(page.locator("zone-scope a")).toHaveAttribute("href", asked.replace("?embed=init&theme=auto", ""));
    });
  }
});

test.describe("the site is the script's own, whatever the document calls so", () => {
  for (const called of [
    `<img name="currentScript" src="${docs}evil/x.svg" alt="">`,
    `<form name="currentScript"><input name="src" value="${docs}evil/"></form>`,
    `<iframe name="currentScript" src="${docs}evil/x.svg"></iframe>`,
    `<object name="currentScript" data="${docs}evil/x.svg"></object>`,
    `<embed name="currentScript" src="${docs}evil/x.svg">`,
  ]) {
    test(called.split(" ")[0], async ({ page, context, document }) => {
      const picture = '<svg xmlns="http://www.w3.org/2000/svg"></svg>';
      await context.route(`${docs}evil/**`, (route) => route.fulfill({ contentType: "image/svg+xml", body: picture }));
      await document(called + figure(`link="#${link}"`));
      // The document is called by that name, or the test is of nothing.
      expect(await page.evaluate(() => window.document.currentScript)).not.toBe(null);
      await expect(page.locator("zone-scope iframe")).toHaveAttribute("src", `${site}?embed=zones&theme=auto#${link}`);
    });
  }

  test("a copy of it in the document itself knows no site, and whole links do", async ({ page, context, allowed }) => {
    allowed.push(/^request to elsewhere: https:\/\/(zonescope\.github\.io|docs\.example)\//, /not a link to a scenario/);
    const embed = await readFile(new URL("../../hosting/embed.js", import.meta.url), "utf8");
    await context.route(`${site}**`, (route) => route.fulfill(height(123)));
    const body = `<script>${embed.replaceAll("</script>", "")}</script>${figure(`link="#${link}"`)}${figure(`link="${site}#${link}"`)}`;
    await context.route(docs, (route) => route.fulfill(html(body)));
    await page.goto(docs);
    await expect(page.locator("zone-scope iframe")).toHaveCount(1);
  });
});

// What others write into a document's attributes, drawn at random: ZONESCOPE_SEED draws another.
test("whatever the attributes hold, a frame is the page's own and shows what was asked for", async ({ page, document, allowed }) => {
  allowed.push(/not a link to a scenario/);
  test.slow();
  // Nothing is loaded so far below what is in sight.
  await document('<div id="below" style="position: absolute; top: 1000000px"></div>', html(""));
  const seed = Number(process.env.ZONESCOPE_SEED ?? 20_261_129);
  const faults = await page.evaluate(
    ([seed, site, link]) => {
      // Mulberry32, as in the walk.
      const next = () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
      };
      const pick = (list) => list[Math.floor(next() * list.length)];
      const pieces = [
        site, link, `#${link}`, `?z=${link}`, "#", "?", "&", "=", "/", "//", "\\", ":", "@", "..", "%", "%0a", "%00", " ", "\t", "\n", "\0",
        "javascript:alert(1)", "data:text/html,<script>", "blob:", "file:///etc/passwd", "https:", "https://evil.example/", "//evil.example",
        "user:pass@", "embed=", "theme=", "&embed=x", "<img src=x onerror=alert(1)>", "\"", "'", "zones", "dark", "1", "\u202e", "é", "\ud800",
      ];
      const draw = () => Array.from({ length: Math.floor(next() * 5) }, () => pick(pieces)).join("");
      const found = [];
      let framed = 0;
      for (let done = 0; done < 3000; done++) {
        const element = window.document.createElement("zone-scope");
        const given = { link: draw(), view: draw(), theme: draw() };
        for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
        window.document.getElementById("below").append(element);
        const frames = element.shadowRoot?.querySelectorAll("iframe") ?? [];
        for (const frame of frames) {
          framed++;
          const url = new URL(frame.src);
          // Where it leads is said by the link alone.
          const text = given.link.trim();
          const asked = new URL(/^1[\w-]/.test(text) ? `#${text}` : text, site);
          const isOwn = url.origin === asked.origin && url.pathname === asked.pathname && /^https?:$/.test(url.protocol);
          // Attributes have no lone surrogates once they are in an address.
          const whole = (text) => text.toWellFormed();
          const isAsked =
            url.searchParams.getAll("embed").join() === whole(given.view || "zones") &&
            url.searchParams.getAll("theme").join() === whole(given.theme || "auto") &&
            [...url.searchParams].length === 2;
          const isSame = url.hash.length > 1;
          if (!isOwn || !isAsked || !isSame) found.push([given, frame.src]);
        }
        if (frames.length > 1 || element.shadowRoot?.querySelector("script, img")) found.push(given);
        element.remove();
      }
      return { found: found.slice(0, 5), framed };
    },
    [seed, site, link],
  );
  expect(faults.found, `seed ${seed}`).toEqual([]);
  expect(faults.framed).toBeGreaterThan(300);
});

test.describe("the plain link stays", () => {
  for (const given of ["", "nothing", site, "javascript:alert(1)#1", "https://#1"]) {
    test(`with the link "${given}"`, async ({ page, document, allowed }) => {
      allowed.push(/not a link to a scenario/);
      await document(figure(`link="${given}"`));
      await expect(page.getByRole("link")).toBeVisible();
      await expect(page.locator("iframe")).toHaveCount(0);
    });
  }

  test("when the site does not answer", async ({ page, document, allowed }) => {
    allowed.push(/ERR_FAILED/);
    const loaded = await document(figure(`link="#${link}"`), null);
    await expect.poll(() => loaded.length).toBe(1);
    await expect(page.getByRole("link")).toBeVisible();
  });

  test.describe("without scripts", () => {
    test.use({ javaScriptEnabled: false });
    test("in the document", async ({ page, document }) => {
      await document(figure(`link="#${link}"`));
      await expect(page.getByRole("link")).toBeVisible();
    });
  });
});

test.describe("no height but the frame's own counts", () => {
  // Posted after the bad one, so that there is something to wait for.
  const end = `parent.postMessage("end", "*")`;
  const ignored = async (page) => {
    await page.waitForFunction(() => window.ended);
    await expect(page.locator("zone-scope iframe")).toHaveCSS("height", "320px");
    await expect(page.getByRole("link")).toBeVisible();
  };
  const listen = `<script>addEventListener("message", ({ data }) => (window.ended ||= data === "end"))</script>`;
  const messages = [
    `{ type: "zonescope:height", height: -1 }`,
    `{ type: "zonescope:height", height: NaN }`,
    `{ type: "zonescope:height", height: 1e9 }`,
    `{ type: "zonescope:height" }`,
    `{ type: "height", height: 999 }`,
    `"zonescope:height"`,
    `null`,
  ];
  for (const message of messages) {
    test(message, async ({ page, document }) => {
      await document(
        listen + figure(`link="#${link}"`),
        html(`<script>parent.postMessage(${message}, "*"); ${end}</script>`),
      );
      await ignored(page);
    });
  }

  const loud = `parent.postMessage({ type: "zonescope:height", height: 999 }, "*"); ${end}`;

  test("another frame's", async ({ page, context, document }) => {
    await context.route(`${docs}other`, (route) => route.fulfill(html(`<script>${loud}</script>`)));
    await document(`${listen}${figure(`link="#${link}"`)}<iframe src="${docs}other"></iframe>`, html(""));
    await ignored(page);
  });

  test("the frame's once it has gone to another site", async ({ page, context, document }) => {
    await context.route(`${docs}other`, (route) => route.fulfill(html(`<script>${loud}</script>`)));
    await document(
      listen + figure(`link="#${link}"`),
      html(`<script>location = "${docs}other"</script>`),
    );
    await ignored(page);
  });
});

test("a figure is loaded when it comes near", async ({ page, document }) => {
  const loaded = await document(`<div style="height: 20000px"></div>${figure(`link="#${link}"`)}`);
  await page.waitForLoadState("networkidle");
  expect(loaded).toEqual([]);
  await page.locator("zone-scope").scrollIntoViewIfNeeded();
  await expect.poll(() => loaded.length).toBe(1);
});

// The site is what `cargo xtask dist` made.
const served = (context, baseURL) =>
  context.route(`${site}**`, async (route) => {
    const url = route.request().url().replace(site, `${baseURL}/zonescope/`);
    return route.fulfill({ response: await route.fetch({ url }) });
  });

test("the demo document, with the page itself", async ({ page, context, baseURL, allowed }) => {
  allowed.push(/^request to elsewhere: https:\/\/(zonescope\.github\.io|docs\.example)\//);
  const demo = await readFile(new URL("../../../docs/embed-demo.html", import.meta.url), "utf8");
  await served(context, baseURL);
  await context.route(docs, (route) => route.fulfill({ contentType: "text/html", body: demo }));
  await page.goto(docs);
  const frames = page.locator("zone-scope iframe");
  await expect(frames).toHaveCount(3);
  for (let at = 0; at < 3; at += 1) {
    await frames.nth(at).scrollIntoViewIfNeeded();
    await expect(page.locator("zone-scope a").nth(at)).toBeHidden();
    const inside = page.frameLocator("zone-scope iframe").nth(at);
    await expect(inside.locator("svg").first()).toBeVisible();
    await expect(inside.getByRole("link", { name: /open in zonescope/i })).toBeVisible();
    await expect.poll(() => inside.locator("html").evaluate((html) => html.scrollHeight - innerHeight)).toBe(0);
    // Browsers may deny a guest its storage altogether.
    const kept = () => {
      try {
        return localStorage.length;
      } catch {
        return 0;
      }
    };
    expect(await inside.locator("html").evaluate(kept)).toBe(0);
  }
});

base.describe("the page as a guest", () => {
  const nothingKept = (page) =>
    page.evaluate(() => [localStorage.length, sessionStorage.length, history.length]);

  for (const [theme, scheme, background] of [
    ["light", "dark", "rgb(251, 251, 250)"],
    ["dark", "light", "rgb(20, 23, 26)"],
    ["auto", "dark", "rgb(20, 23, 26)"],
    ["auto", "light", "rgb(251, 251, 250)"],
    ["no such theme", "light", "rgb(251, 251, 250)"],
  ]) {
    base(`is ${theme} where the reader is ${scheme}`, async ({ page, axe }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await open(page, `/?embed=zones&theme=${theme}#${link}`);
      await expect(page.locator("html")).toHaveCSS("background-color", background);
      await expect(page.locator(".picture svg").first()).toBeVisible();
      await axe();
    });
  }

  base("shows one view: it can be pointed at and walked, not changed", async ({ page }) => {
    await open(page, `/?embed=zones#${link}`);
    await expect(page).toHaveTitle("Case 2: efibootmgr -m t -M 25 · zonescope");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Case 2: efibootmgr -m t -M 25");
    for (const role of ["textbox", "combobox", "checkbox", "radio", "button"]) {
      await expect(page.getByRole(role)).toHaveCount(0);
    }
    const marks = page.getByRole("group", { name: "Zone map, mark by mark" }).getByRole("img");
    await marks.nth(3).hover();
    await expect(page.locator(".readout").first()).toHaveText(await marks.nth(3).getAttribute("aria-label"));
    await marks.first().focus();
    await page.keyboard.press("ArrowRight");
    await expect(marks.nth(1)).toBeFocused();
    const away = page.getByRole("link", { name: "Open in zonescope" });
    await expect(away).toHaveAttribute("href", new RegExp(`/#${link}$`));
    await expect(away).toHaveAttribute("target", "_blank");
    await expect(away).toHaveAttribute("rel", "noopener");
    await leaveField(page);
    expect(await nothingKept(page)).toEqual([0, 0, 2]);
    expect(new URL(page.url()).search).toBe("?embed=zones");
  });

  for (const [view, label] of [
    ["zones", "Zone map"],
    ["absent", "Absent pages"],
    ["init", "memmap init"],
    ["sweep", "Sweep"],
    ["matrix", "Matrix"],
  ]) {
    base(`shows the view ${view}`, async ({ page, axe }) => {
      // axe takes its time over the rows of a sweep.
      base.slow();
      await open(page, `/?embed=${view}&theme=light#${link}`);
      await expect(page.getByRole("group", { name: `${label}, mark by mark` }).getByRole("img").first()).toBeAttached();
      await page.getByText(`${label} as a table`).click();
      await expect(page.getByRole("region", { name: `${label} as a table` }).getByRole("row").nth(1)).toBeVisible();
      await expect(page.locator(".warning")).toHaveCount(0);
      await axe();
    });
  }

  base("says which view it can't show", async ({ page }) => {
    await open(page, `/?embed=check#${link}`);
    await expect(page.getByText("The view “check” needs a log to check against")).toBeVisible();
    await open(page, `/?embed=1#${link}`);
    await expect(page.getByText("There is no view “1”")).toBeVisible();
    await expect(page.locator(".picture svg").first()).toBeVisible();
  });

  base("says what is wrong with its link, and shows nothing else", async ({ page, axe }) => {
    await open(page, `/?embed=zones#${link.slice(0, -2)}`);
    await expect(page.getByRole("alert")).toContainText("cut short, 2 characters missing");
    await expect(page.locator("svg")).toHaveCount(0);
    await axe();
    await open(page, "/?embed=zones");
    await expect(page.getByRole("alert")).toContainText("no link to a scenario");
    await expect(page.getByRole("link")).toHaveAttribute("href", /\/$/);
  });

  base("follows its address", async ({ page }) => {
    await open(page, `/?embed=zones#${link}`);
    await page.evaluate(() => (location.hash = "1UJ6JoO7f00ZeSob47gj44"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Another");
  });

  base("tells its height, and again when it changes", async ({ page, context }) => {
    // Listening begins before there is a frame: one that came late would hear of no height until
    // the next change.
    const body = `<!doctype html><title>A document</title><script src="/listen.js"></script>
      <iframe width="700" height="300" src="/?embed=zones#${link}"></iframe>`;
    const listen = `heights = []; addEventListener("message", ({ data, source }) => {
      if (source === frames[0] && data.type === "zonescope:height") heights.push(data.height); });`;
    await context.route("**/document", (route) => route.fulfill({ contentType: "text/html", body }));
    await context.route("**/listen.js", (route) => route.fulfill({ contentType: "text/javascript", body: listen }));
    await page.goto("/document");
    const frame = page.frameLocator("iframe");
    await expect(frame.locator("svg").first()).toBeVisible();
    const last = () => page.evaluate(() => heights.at(-1));
    const real = () => frame.locator("main").evaluate((main) => Math.ceil(main.getBoundingClientRect().height));
    await expect(async () => expect(await last()).toBe(await real())).toPass();
    const before = await last();
    await frame.getByText("Zone map as a table").click();
    await expect.poll(last).toBeGreaterThan(before + 100);
    await expect(async () => expect(await last()).toBe(await real())).toPass();
  });

  base("framed by a stranger is only the way out", async ({ page, context, baseURL, allowed }) => {
    allowed.push(/^request to elsewhere: https:\/\/(zonescope\.github\.io|docs\.example)\//);
    await served(context, baseURL);
    const body = `<!doctype html><title>A trap</title><iframe src="${site}#${link}"></iframe>`;
    await context.route(docs, (route) => route.fulfill({ contentType: "text/html", body }));
    await page.goto(docs);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("link", { name: "Open in zonescope" })).toHaveAttribute("href", `${site}#${link}`);
    await expect(frame.locator("a, button, input, select, textarea, summary")).toHaveCount(1);
    await expect(frame.locator("svg")).toHaveCount(0);
  });
});
