// Whatever is pasted or dropped: halves, several at once, bytes of any kind.
import { readFileSync } from "node:fs";
import { expect, open, test } from "../fixtures.js";

const threeCases = readFileSync(new URL("../texts/three-cases.txt", import.meta.url), "utf8");
const E820 = `BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
BIOS-e820: [mem 0x0000000000100000-0x000000003fffffff] usable
ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x1fffffff]
ACPI: SRAT: Node 1 PXM 1 [mem 0x20000000-0x3fffffff]
`;
const row = (place, base, end, node) =>
  ` memory[0x${place}]\t[0x${base.toString(16)}-0x${(end - 1).toString(16)}], 0x${(end - base).toString(16)} bytes on node ${node} flags: 0x0\n`;
const MiB = 1 << 20;
const dump = (node) =>
  "MEMBLOCK configuration:\n memory.cnt  = 0x2\n" +
  row(0, MiB, 64 * MiB, node) +
  row(1, 64 * MiB, 128 * MiB, node + 1);

const file = (page, buffer, name = "boot.log") =>
  page.getByLabel("Open a file").first().setInputFiles({ name, mimeType: "text/plain", buffer });
const regions = (page, count) => expect(page.locator("#read")).toContainText(`${count} region`);

test.beforeEach(async ({ page }) => {
  await open(page);
});

test("a log without a memblock dump says what was used instead", async ({ page, axe }) => {
  await page.locator("#dump").fill(E820);
  await expect(page.locator("#read")).toContainText("Memory from the BIOS's memory map (line 1), nodes from SRAT (line 3)");
  await regions(page, 3);
  await expect(page.locator("#problems")).not.toContainText("Not read");
  await axe();
});

test("half a dump is read as far as it goes, and said to be", async ({ page, axe }) => {
  await page.locator("#dump").fill(dump(0).slice(0, -40));
  await regions(page, 1);
  await expect(page.locator("#problems")).toContainText("line 4");
  await axe();
});

test("of two dumps the last complete one is used, and another can be picked", async ({ page, axe }) => {
  await page.locator("#dump").fill(`${dump(0)}\n${dump(2)}\n${dump(4).slice(0, -70)}`);
  const dumps = page.getByLabel("3 dumps; using the last complete one, lines 6 to 9");
  await expect(dumps.locator("option")).toHaveCount(3);
  await expect(dumps.locator("option").last()).toContainText("cut off");
  await dumps.selectOption({ index: 0 });
  await expect(page.getByLabel("3 dumps; using the one picked, lines 1 to 4")).toBeVisible();
  await axe();
});

test("a binary file is not read, and says so", async ({ page, axe }) => {
  const bytes = Buffer.alloc(20_000);
  for (let place = 0; place < bytes.length; place++) {
    bytes[place] = (place * 7919) % 251;
  }
  await file(page, bytes, "vmlinux");
  await expect(page.locator("#problems")).toContainText("Not read");
  await expect(page.locator("#lede, .lede").first()).toBeVisible();
  await axe();
});

test("a file in UTF-16", async ({ page }) => {
  await file(page, Buffer.from(`\ufeff${dump(0).replaceAll("\n", "\r\n")}`, "utf16le"), "from-windows.txt");
  await regions(page, 2);
  await expect(page.locator("#dump")).toHaveValue(dump(0));
});

test("a row of the list of lines selects them in the text", async ({ page, axe }) => {
  await page.locator("#dump").fill(threeCases.replace("Case 1", "Fall eins, für alle 🙂\nCase 1"));
  await page.getByText("What became of each line").click();
  const list = page.getByRole("region", { name: "What became of each line" });
  const rows = list.getByRole("listitem").filter({ hasText: "read" });
  await rows.last().getByRole("button").click();
  await expect(page.locator("#dump")).toBeFocused();
  const selected = await page.locator("#dump").evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
  const [, place] = (await rows.last().innerText()).match(/^(\d+)/);
  const text = await page.locator("#dump").inputValue();
  expect(selected.split("\n")[0]).toBe(text.split("\n")[Number(place) - 1]);
  await axe();
});

test("without a text the list of lines says what to do", async ({ page, axe }) => {
  await page.locator("#dump").fill("");
  await page.getByText("What became of each line").click();
  await expect(page.locator(".lines")).toContainText("paste a boot log");
  await axe();
});

const CLIP = `@@ -9,1 +9,1 @@ static void __init adjust_zone_range_for_zone_movable(int nid,
-} else if (!mirrored_kernelcore && *zone_start_pfn < zone_movable_pfn[nid] && *zone_end_pfn > zone_movable_pfn[nid]) {
+} else if (*zone_start_pfn < zone_movable_pfn[nid] && *zone_end_pfn > zone_movable_pfn[nid]) {
`;

const UNKNOWN = `@@ -90,1 +90,1 @@ static void __init memmap_init(void)
-	a = 1;
+	a = 2;
`;

test("a text's patches are named, compared by one press, and found among its lines", async ({ page, axe }) => {
  await page.locator("#dump").fill(threeCases + CLIP + UNKNOWN);
  const patches = page.locator("#patches");
  await expect(patches).toContainText("This text holds 1 patch: clip-normal.");
  await expect(patches).toContainText("changes memmap_init() in a way the model does not know");
  const compare = patches.getByRole("button", { name: "Compare them" });
  const right = (one) => one.evaluate((element) => element.getBoundingClientRect().right);
  expect(await right(compare), "the button ends where its column does").toBeLessThanOrEqual(await right(patches));
  await compare.click();
  await expect(patches).toContainText("They are compared");
  const verdicts = page.locator("[data-verdict]");
  await expect(verdicts.and(page.locator('[data-variant="clip-normal"]'))).toHaveCount(1);
  await page.getByText("What became of each line").click();
  await expect(page.locator(".lines .understood", { hasText: "the patch clip-normal" })).toHaveCount(1);
  await expect(page.locator(".lines .unreadable", { hasText: "does not know" })).toHaveCount(1);
  await axe();
  await page.locator("#dump").fill(threeCases);
  await expect(patches).toHaveCount(0);
});

test("a hunk marks the variants with its patch, and a variant its hunks, by pointer and by keyboard", async ({ page, axe }) => {
  await page.locator("#dump").fill(threeCases + CLIP + UNKNOWN);
  await page.locator("#patches").getByRole("button", { name: "Compare them" }).click();
  const row = (name) => page.locator(`tr[data-variant="${name}"]`);
  await expect(row("clip-normal")).toHaveCount(1);
  await page.getByText("What became of each line").click();
  const hunk = page.locator(".lines li", { hasText: "the patch clip-normal" });
  const marked = page.locator(".marked");
  await expect(marked).toHaveCount(0);
  const before = await row("clip-normal").boundingBox();

  await hunk.hover();
  await expect(row("clip-normal")).toHaveClass(/\bmarked\b/);
  await expect(row("clip-normal")).toHaveAttribute("aria-description", /hunk/);
  await expect(marked).toHaveCount(1);
  expect((await row("clip-normal").boundingBox()).height).toBe(before.height);
  await axe();

  await row("clip-normal").hover();
  await expect(hunk).toHaveClass(/\bmarked\b/);
  await expect(marked).toHaveCount(1);
  await row("base").hover();
  await expect(marked).toHaveCount(0);

  await hunk.getByRole("button").focus();
  await expect(row("clip-normal")).toHaveClass(/\bmarked\b/);
  await row("clip-normal").locator("button.ask").first().focus();
  await expect(hunk).toHaveClass(/\bmarked\b/);
  await expect(marked).toHaveCount(1);
  await row("base").locator("button.ask").first().focus();
  await expect(marked).toHaveCount(0);
});
