// A log's kernel is the kernel: its row stands first, and what a check came to says how it fares.
import { readFileSync } from "node:fs";
import { choose, expect, open, test } from "../fixtures.js";

const boot = readFileSync(new URL("../texts/boot.txt", import.meta.url), "utf8");
const written_by = (release) => `[    0.000000] Linux version ${release} (x@y) (gcc)\n${boot}`;
const first = (page) => page.locator(".verdicts tbody tr").first();

for (const [release, row, rules, verdict, equal] of [
  ["6.12.107", "6.12", "v6.12", "cost", "6.12.y before 6.12.110: base (v6.12), which is costly on this machine."],
  ["6.12.117", "6.12.110", "v6.12", "broken", "6.12.y from 6.12.110: node-extent (v6.12), which is broken on this machine."],
  ["7.2.13", "7.2.6", "v6.18", "broken", "7.2.y from about 7.2.6: node-extent (v6.18), which is broken on this machine."],
]) {
  test(`a log of ${release} is judged by its own kernel, and never only called equal`, async ({ page }) => {
    await open(page);
    await page.locator("#dump").fill(written_by(release));
    await expect(first(page)).toHaveAttribute("data-variant", row);
    await expect(first(page)).toContainText("your log");
    await expect(first(page)).toHaveAttribute("data-verdict", verdict);
    await expect(page.getByRole("region", { name: "Verdicts" })).toContainText(`by the rules of ${rules}`);
    await expect(page.locator(".told")).toContainText(equal);
    await expect(page.locator(".told .word")).toHaveClass(`word ${verdict}`);
  });
}

test("a mail says that the log was checked, and with what result, beside the link", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await page.locator("#dump").fill(written_by("6.12.117"));
  await expect(page.locator(".told")).toContainText("Equal: all 32 numbers");
  await page.getByRole("button", { name: "Copy for mail" }).click();
  await expect(page.locator(".said")).toContainText("copied");
  const mail = (await page.evaluate(() => navigator.clipboard.readText())).replace(/\s+/g, " ");
  expect(mail).toContain("Equal: all 32 numbers the log gives are those of 6.12.y from 6.12.110");
  expect(mail).toMatch(/<http\S+#1\S+>/);
});

test("what a check shows among the variants is in sight, and changes no other row", async ({ page }) => {
  await open(page);
  await page.locator("#dump").fill(written_by("7.2.13"));
  await page.getByRole("checkbox", { name: "base", exact: true }).uncheck();
  const kernel = page.getByRole("radio", { name: "v6.18+" });
  await expect(kernel).toBeChecked();
  await choose(page.getByRole("radio", { name: "Check", exact: true }));
  await page.getByRole("button", { name: "Show base", exact: true }).click();
  await expect(page.locator("#verdicts")).toBeFocused();
  await expect(page.locator("#verdicts")).toBeInViewport();
  await expect(page.locator("tr[data-variant='base'][data-verdict]")).toHaveCount(1);
  await expect(kernel).toBeChecked();
});
