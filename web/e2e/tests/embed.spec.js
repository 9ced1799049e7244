// embed.js in documents of another site. The page in the frame is a stand-in here:
// what matters is what becomes of its messages.
import { readFile } from "node:fs/promises";
import { expect, test as base } from "../fixtures.js";

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
  for (const [at, asked] of ["embed=zones&theme=auto#1", "embed=zones&theme=dark#1", "embed=zones&theme=light#v1;"].entries()) {
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
    ["v1;0/82/1+9d", `${site}?embed=init&theme=auto#v1;0/82/1+9d`],
  ];
  for (const [given, asked] of cases) {
    test(given, async ({ page, document }) => {
      await document(figure(`view="init" link="${given}"`, ""));
      await expect(page.locator("iframe")).toHaveAttribute("src", asked);
      await expect(page.locator("zone-scope a")).toHaveAttribute("href", asked.replace("?embed=init&theme=auto", ""));
    });
  }
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
