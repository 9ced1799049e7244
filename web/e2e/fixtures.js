// What every test imports instead of @playwright/test: a browser
// context that fails its test on any error or warning in a console, any uncaught
// error and any request that leaves the site or is refused, in whichever of its
// pages; and axe.
import { test as base, expect } from "@playwright/test";
import { AxeBuilder } from "@axe-core/playwright";

export { expect };

export const test = base.extend({
  // Complaints a test provokes on purpose: push a RegExp that matches them.
  allowed: async ({}, use) => {
    await use([]);
  },

  context: async ({ context, allowed, baseURL }, use) => {
    const complaints = [];
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) {
        complaints.push(`console ${message.type()}: ${message.text()}`);
      }
    });
    context.on("weberror", (error) => complaints.push(`page error: ${error.error()}`));
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== new URL(baseURL).origin) {
        complaints.push(`request to elsewhere: ${url}`);
      }
    });
    context.on("response", (response) => {
      if (response.status() >= 400) {
        complaints.push(`${response.status()} for ${response.url()}`);
      }
    });
    await use(context);
    const unexpected = complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)));
    expect(unexpected, "what the browser complained about").toEqual([]);
  },

  // `await axe()` fails on any accessibility violation of what is on screen.
  axe: async ({ page }, use) => {
    await use(async (scope) => {
      const builder = new AxeBuilder({ page });
      const { violations } = await (scope ? builder.include(scope) : builder).analyze();
      const found = violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map((node) => node.target.join(" ")),
      }));
      expect(found, "accessibility violations").toEqual([]);
    });
  },
});

// The page, once its program has taken the place of the loading sentence.
export async function open(page, path = "/") {
  await page.goto(path);
  await expect(page.locator("#loading")).toHaveCount(0);
}

/**
 * As when a field is left: the page writes its address and keeps the work at once, and not after a
 * pause. What it is about to write it has written then; what it does not write it never will.
 */
export const leaveField = (page) => page.evaluate(() => document.dispatchEvent(new Event("change")));

/** Opens what is folded behind these words, by key: what comes above meanwhile moves the spot. */
export async function unfold(page, words) {
  const summary = page.locator("summary", { hasText: words });
  await summary.press("Enter");
  await expect(summary.locator("..")).toHaveAttribute("open");
}

/** Presses a switch by its label: the button itself is out of sight, where what moves could be hit. */
export async function choose(radio) {
  await radio.locator("..").click();
  await expect(radio).toBeChecked();
}

/** The view that was chosen is there, and nothing of it is still being computed. */
export async function drawn(page) {
  await expect(page.locator(".progress")).toHaveCount(0);
  await expect(page.locator(".views ~ section").first()).toBeVisible();
}

/**
 * Every count is in the page: those behind the fold come a moment after the picture. They follow
 * it a frame later, so those that stand among the verdicts too are waited for until both agree.
 */
export async function whole(page) {
  await expect(page.locator(".everything table").first()).toBeAttached();
  const behind = () =>
    page.evaluate(() => {
      const counts = (within) => {
        const cells = [...document.querySelectorAll(`${within} [data-field][data-value]:not([data-node])`)];
        return new Map(cells.map(({ dataset }) => [`${dataset.variant} ${dataset.field}`, dataset.value]));
      };
      const verdicts = counts(".verdicts");
      return [...counts(".everything")].filter(([what, count]) => (verdicts.get(what) ?? count) !== count);
    });
  await expect.poll(behind).toEqual([]);
}
