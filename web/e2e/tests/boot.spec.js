// How the machine boots: the command line as text and by controls, and the architecture.
import { readFileSync } from "node:fs";
import { expect, leaveField, open, test } from "../fixtures.js";

const threeCases = readFileSync(new URL("../texts/three-cases.txt", import.meta.url), "utf8");
const case2 = `Case 2${threeCases.split(/Case \d/)[2]}`;

const boot = (page) => page.getByRole("region", { name: "Boot" });
const cmdline = (page) => page.locator("#cmdline");
const movableOf = (page, variant) =>
  page.locator(`td[data-variant="${variant}"][data-node="0"][data-zone="Movable"][data-field="present"]`).first();

test.beforeEach(async ({ page }) => {
  await open(page);
});

test("controls write the command line, and touch nothing else on it", async ({ page }) => {
  const others = 'ro dyndbg="file a.c +p; kernelcore=1G" -- kernelcore=mirror single';
  await cmdline(page).fill(others);
  await boot(page).getByLabel("kernelcore=").selectOption("mirror");
  await expect(cmdline(page)).toHaveValue(
    'ro dyndbg="file a.c +p; kernelcore=1G" kernelcore=mirror -- kernelcore=mirror single',
  );
  await boot(page).getByLabel("Movable nodes").check();
  await expect(cmdline(page)).toHaveValue(
    'ro dyndbg="file a.c +p; kernelcore=1G" kernelcore=mirror movable_node -- kernelcore=mirror single',
  );
  await boot(page).getByLabel("kernelcore=").selectOption("none");
  await boot(page).getByLabel("Movable nodes").uncheck();
  await expect(cmdline(page)).toHaveValue(others);
});

test("the command line sets the controls", async ({ page }) => {
  await cmdline(page).fill("kernelcore=25% movablecore=0x40000000 elfcorehdr=0x7f000000");
  await expect(boot(page).getByLabel("kernelcore=")).toHaveValue("percent");
  await expect(boot(page).getByLabel("kernelcore, in percent of memory")).toHaveValue("25");
  await expect(boot(page).getByLabel("movablecore, a size such as 4G")).toHaveValue("1G");
  await expect(boot(page).getByLabel("Crash kernel")).toBeChecked();
  // What says the same stays as it was written.
  await boot(page).getByLabel("kernelcore, in percent of memory").fill("30");
  await expect(cmdline(page)).toHaveValue("movablecore=0x40000000 elfcorehdr=0x7f000000 kernelcore=30%");
});

test("a size by its control moves the zones", async ({ page }) => {
  await boot(page).getByLabel("kernelcore=").selectOption("size");
  await boot(page).getByLabel("kernelcore, a size such as 4G").fill("64G");
  await expect(cmdline(page)).toHaveValue("kernelcore=64G");
  // 383 GiB visible of node 0 and 384 of node 1: each keeps about 32 GiB for the kernel.
  const before = await movableOf(page, "base").getAttribute("data-value");
  await boot(page).getByLabel("kernelcore, a size such as 4G").fill("128G");
  await expect(movableOf(page, "base")).not.toHaveAttribute("data-value", before);
});

test("a size that is none is refused beside the control", async ({ page }) => {
  await boot(page).getByLabel("kernelcore=").selectOption("size");
  const field = boot(page).getByLabel("kernelcore, a size such as 4G");
  await field.fill("banana");
  await expect(field).toHaveAccessibleDescription(/memparse\(\) finds no number/);
  await expect(field).toHaveValue("banana");
  await expect(cmdline(page)).toHaveValue("kernelcore=4G");
  await field.fill("1 G");
  await expect(field).toHaveAccessibleDescription(/is not one word/);
  await field.fill("2G");
  await expect(field).not.toHaveAttribute("aria-invalid");
  await expect(cmdline(page)).toHaveValue("kernelcore=2G");
});

test("what is read is bold, what is passed over grey and named", async ({ page }) => {
  await cmdline(page).fill("ro kernelcore=mirror quiet");
  const echo = page.locator(".echo");
  await expect(echo.locator("b")).toHaveText("kernelcore=mirror");
  await expect(echo.locator(".soft")).toHaveText(["ro", "quiet"]);
  await expect(page.locator("#words")).toHaveText(
    "The kernel takes kernelcore=mirror; 2 other words are passed over: ro, quiet.",
  );
});

test("a number that is none gets a word", async ({ page }) => {
  await cmdline(page).fill("kernelcore=banana");
  await expect(boot(page)).toContainText("kernelcore=banana is 0 to the kernel: memparse() finds no number.");
  await cmdline(page).fill("kernelcore=mirror");
  await expect(boot(page)).not.toContainText("memparse()");
});

test("the architecture is detected, chosen, and made one's own", async ({ page }) => {
  await expect(boot(page)).toContainText("on x86_64 are checked against booted kernels");
  await boot(page).getByLabel("Architecture").selectOption("arm64-64k");
  await expect(boot(page)).toContainText("are not checked against a booted kernel");
  await boot(page).getByText("Its constants").click();
  const row = (name) => boot(page).getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  await expect(row("SECTION_SIZE_BITS")).toContainText("sections of 512 MiB");
  await expect(boot(page)).toContainText("arch/arm64/include/asm/sparsemem.h");
  await expect(row("ZONE_DMA")).toContainText("ends at 4 GiB");

  const order = boot(page).getByRole("textbox", { name: "MAX_PAGE_ORDER" });
  await order.fill("14");
  await expect(order).toHaveAccessibleDescription(/the largest block has to fit a section/);
  await expect(boot(page).getByLabel("Architecture")).toHaveValue("arm64-64k");
  await order.fill("12");
  await expect(boot(page).getByLabel("Architecture")).toHaveValue("custom");
  await expect(boot(page)).toContainText("your own");
  await boot(page).getByRole("textbox", { name: "ZONE_DMA", exact: true }).fill("lots");
  await expect(boot(page)).toContainText("`lots` is no number");
  await page.keyboard.press("Control+z");
  await expect(boot(page).getByLabel("Architecture")).toHaveValue("arm64-64k");
  await boot(page).getByLabel("Architecture").selectOption("x86_64");
  await expect(movableOf(page, "base")).toHaveAttribute("data-value", "66584576");
});

test("a log says which architecture it is from", async ({ page }) => {
  // Its own lines and what it quotes would be two texts.
  const unquoted = case2.replace(/^>+ ?/gm, "");
  await page.locator("#dump").fill(`Linux version 6.12.48 (gcc)\nCommand line: BOOT_IMAGE=/vmlinuz kernelcore=mirror\nx86/fpu: x87 FPU will use FXSAVE\n${unquoted}`);
  await expect(boot(page)).toContainText("The text is from Linux 6.12.48");
});

test("an own architecture travels in the link", async ({ page }) => {
  await boot(page).getByText("Its constants").click();
  await boot(page).getByRole("textbox", { name: "SECTION_SIZE_BITS" }).fill("28");
  await expect(page).toHaveURL(/#/);
  await expect(boot(page).getByLabel("Architecture")).toHaveValue("custom");
  await leaveField(page);
  const url = await page.evaluate(() => location.href);
  await page.goto("about:blank");
  await open(page, url);
  await expect(boot(page).getByLabel("Architecture")).toHaveValue("custom");
  await boot(page).getByText("Its constants").click();
  await expect(boot(page).getByRole("textbox", { name: "SECTION_SIZE_BITS" })).toHaveValue("28");
});

test("no accessibility violation, with everything open and wrong", async ({ page, axe }) => {
  await cmdline(page).fill("ro kernelcore=1G quiet movablecore=10%");
  await boot(page).getByText("Its constants").click();
  await boot(page).getByRole("textbox", { name: "PAGE_SHIFT" }).fill("99");
  await boot(page).getByLabel("kernelcore, a size such as 4G").fill("banana");
  await axe("section:has(> #boot)");
});
