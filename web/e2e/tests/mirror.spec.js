// The machine's mirror, set by every means the page has. The numbers are the kernel's own, from
// golden data.
import { readFileSync } from "node:fs";
import { expect, leaveField, open, choose, test, whole } from "../fixtures.js";

const threeCases = readFileSync(new URL("../texts/three-cases.txt", import.meta.url), "utf8");
const textOf = (number) => `Case ${number}${threeCases.split(/Case \d/)[number]}`;

// The mail's three settings, and some numbers of each.
const cases = [
  { id: "case1", below: true, percent: "0", command: "efibootmgr -m t -M 0" },
  { id: "case2", below: true, percent: "25", command: "efibootmgr -m t -M 25" },
  { id: "case3", below: false, percent: "25", command: "efibootmgr -m f -M 25" },
];

const panel = (page) => page.getByRole("region", { name: "Mirror" });
const percent = (page) => page.locator("#mirror-percent");
const slider = (page) => panel(page).getByRole("slider");
const below = (page) => panel(page).getByRole("checkbox", { name: "Mirror below 4 GiB" });
const command = (page) => panel(page).getByLabel("The command that sets it");

// Every count on screen, by what it is of.
const cells = async (page) => {
  await whole(page);
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll("[data-field][data-value]")].map((cell) => {
        const { variant, node, zone, field, value } = cell.dataset;
        return [[variant, node, zone, field].join(" "), value];
      }),
    ),
  );
};

// What the page itself shows of each case when it is picked: page.spec.js holds that to the
// kernel's numbers.
async function picked(page) {
  const shown = {};
  for (const { id } of cases) {
    await page.locator("#cases").selectOption(id);
    await expect(page.locator("#cases")).toHaveValue(id);
    shown[id] = await cells(page);
  }
  return shown;
}

test.beforeEach(async ({ page }) => {
  await open(page);
});

const ways = {
  "slider and switch": async (page, { below: wanted, percent: share }) => {
    await slider(page).fill(share);
    await below(page).setChecked(wanted);
  },
  "field and switch": async (page, { below: wanted, percent: share }) => {
    await percent(page).fill(share);
    await below(page).setChecked(wanted);
  },
  "a pasted command": async (page, { command: text }) => {
    await command(page).fill(`root@host:~# ${text}`);
  },
};

for (const [way, set] of Object.entries(ways)) {
  test(`all nine transitions by ${way}`, async ({ page }) => {
    const shown = await picked(page);
    expect(shown.case1["base   double_init"]).toBe("266338304");
    expect(shown.case2["base   double_init"]).toBe("133693440");
    expect(shown.case3["base   double_init"]).toBe("134217728");
    for (const [number, from] of cases.entries()) {
      for (const to of cases) {
        await page.locator("#dump").fill(textOf(number + 1));
        await expect(page.locator("#cmdline")).toHaveValue("kernelcore=mirror");
        await expect.poll(() => cells(page)).toEqual(shown[from.id]);
        await set(page, to);
        await expect.poll(() => cells(page), `${from.id} to ${to.id}`).toEqual(shown[to.id]);
        await expect(percent(page)).toHaveValue(to.percent);
        await expect(slider(page)).toHaveValue(to.percent);
        await expect(below(page)).toBeChecked({ checked: to.below });
      }
    }
  });
}

test("the machine is inferred, and says what was assumed", async ({ page }) => {
  await panel(page).getByText("inferred: 2 × 512 GiB, 2 GiB of it below 4 GiB").click();
  await expect(panel(page)).toContainText("the rest kept by firmware");
  await expect(panel(page)).toContainText("Any percentage from 25 to 25.09 gives this map");
  await expect(panel(page)).toContainText("Costs 257 GiB; 767 GiB stay visible.");
  await expect(panel(page)).toContainText("Node 0: costs 129 GiB (2 GiB below 4 GiB, 127 GiB above), 383 GiB visible.");
  await expect(panel(page)).toContainText("Node 1: costs 128 GiB, 384 GiB visible.");
});

test("the command follows the setting", async ({ page }) => {
  await expect(command(page)).toHaveValue("efibootmgr -m t -M 25");
  await percent(page).fill("30.5");
  await expect(command(page)).toHaveValue("efibootmgr -m t -M 30.5");
  await below(page).uncheck();
  await expect(command(page)).toHaveValue("efibootmgr -m f -M 30.5");
});

test("what rounds to more than a node can is clamped, and says so", async ({ page }) => {
  await percent(page).fill("50");
  await expect(panel(page)).toContainText("Node 0 mirrors 254 GiB above 4 GiB and not the 255 GiB asked for");
});

for (const [text, says] of [
  ["50.01", "a mirrored byte costs two"],
  ["75", "a mirrored byte costs two"],
  ["-1", "`-1` is no percentage"],
  ["a lot", "`a lot` is no percentage"],
  ["12.345", "steps of 0.01 %"],
]) {
  test(`${text} % is refused, and stays where it was typed`, async ({ page }) => {
    const before = await cells(page);
    await percent(page).fill(text);
    await expect(panel(page).getByRole("alert").filter({ hasText: says })).toBeVisible();
    await expect(percent(page)).toHaveValue(text);
    await expect(percent(page)).toHaveAttribute("aria-invalid", "true");
    await expect(percent(page)).toHaveAccessibleDescription(new RegExp(says));
    expect(await cells(page)).toEqual(before);
    await percent(page).fill("25");
    await expect(panel(page).getByRole("alert").filter({ hasText: says })).toHaveCount(0);
  });
}

test("a number half typed is no error", async ({ page }) => {
  await percent(page).fill("30.");
  await expect(percent(page)).not.toHaveAttribute("aria-invalid");
  await percent(page).fill("30.25");
  await expect(command(page)).toHaveValue("efibootmgr -m t -M 30.25");
});

test("a command that makes no sense is refused with the word", async ({ page }) => {
  const before = await cells(page);
  await command(page).fill("efibootmgr -m maybe -M 25");
  await expect(command(page)).toHaveAccessibleDescription(/`maybe` is neither t nor f/);
  await command(page).fill("efibootmgr -M 80");
  await expect(command(page)).toHaveAccessibleDescription(/a mirrored byte costs two/);
  expect(await cells(page)).toEqual(before);
});

test("by keyboard alone", async ({ page }) => {
  await percent(page).focus();
  await page.keyboard.press("ArrowUp");
  await expect(percent(page)).toHaveValue("25.01");
  await page.keyboard.press("PageDown");
  await expect(percent(page)).toHaveValue("24.01");
  await slider(page).focus();
  // The slider stands at the whole percent nearest to 24.01, and goes one down from there.
  await page.keyboard.press("ArrowLeft");
  await expect(percent(page)).toHaveValue("23");
  await page.keyboard.press("Home");
  await expect(percent(page)).toHaveValue("0");
  await page.keyboard.press("End");
  await expect(percent(page)).toHaveValue("50");
  await below(page).focus();
  await page.keyboard.press("Space");
  await expect(below(page)).not.toBeChecked();
  await expect(command(page)).toHaveValue("efibootmgr -m f -M 50");
});

test("a node has its own percentage until it follows again", async ({ page }) => {
  const before = await cells(page);
  await panel(page).getByText("Per node").click();
  const own = panel(page).getByLabel("Node 1, mirrored above 4 GiB, in percent");
  await expect(own).toHaveAttribute("placeholder", "25");
  await own.fill("10");
  await expect(panel(page)).toContainText("Node 1: costs 51 GiB, 461 GiB visible.");
  await expect(panel(page)).toContainText("Node 0: costs 129 GiB");
  await own.fill("99");
  await expect(own).toHaveAccessibleDescription(/a mirrored byte costs two/);
  await expect(panel(page)).toContainText("Node 1: costs 51 GiB");
  await own.fill("");
  await expect.poll(() => cells(page)).toEqual(before);
  await own.fill("10");
  await panel(page).getByRole("button", { name: "follow the others on node 1" }).click();
  await expect.poll(() => cells(page)).toEqual(before);
  await expect(own).toHaveValue("");
});

test("memory of no mirroring machine says why, and leads to its regions", async ({ page }) => {
  await page.locator("#dump").fill(`\
 MEMBLOCK configuration:
  memory size = 0x200000000 reserved size = 0x0
  memory.cnt  = 0x2
  memory[0x0]\t[0x0000000100000000-0x000000017fffffff], 0x0000000080000000 bytes on node 0 flags: 0x0
  memory[0x1]\t[0x0000000180000000-0x00000001ffffffff], 0x0000000080000000 bytes on node 0 flags: 0x2
`);
  await expect(panel(page)).toContainText("mirrored memory lies at the bottom of its node");
  await expect(slider(page)).toHaveCount(0);
  await panel(page).getByRole("button", { name: "Edit its regions instead" }).click();
  await expect(page.locator("#regions")).toHaveAttribute("open");
});

test("the axis stands still while the slider is dragged", async ({ page }) => {
  // Where each node's Normal begins: 4 GiB for node 0, whatever is mirrored.
  const normal = () =>
    page.evaluate(() => {
      const marks = [...document.querySelectorAll("section:has(> .title #zones) .marks rect")];
      return marks.find((mark) => /Normal/.test(mark.getAttribute("aria-label"))).getAttribute("x");
    });
  const box = await slider(page).boundingBox();
  const to = (share) => page.mouse.move(box.x + box.width * share, box.y + box.height / 2, { steps: 4 });
  await to(0.5);
  await page.mouse.down();
  const first = await normal();
  const shown = new Set();
  for (const share of [0.3, 0.8, 0.1]) {
    await to(share);
    await expect.poll(() => percent(page).inputValue()).not.toBe([...shown].at(-1));
    shown.add(await percent(page).inputValue());
    expect(await normal()).toBe(first);
  }
  expect(shown.size).toBe(3);
  await page.mouse.up();
  // Then it fits the map again.
  await expect.poll(normal).not.toBe(first);
  // One drag is one step back.
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(percent(page)).toHaveValue("25");
});

test("a map changed in place is the one drawn at once", async ({ page, context }) => {
  const map = (of) => of.locator(".picture svg.zs-chart").first();
  const drawn = (of) => map(of).evaluate((svg) => svg.outerHTML);
  await map(page).evaluate((svg) => (window.kept = svg.querySelector("text")));
  const seen = new Set();
  // Labels come and go with their room, regions and patterns with what is mirrored.
  for (const share of ["1", "50", "0", "13", "2", "37"]) {
    await slider(page).fill(share);
    await expect(percent(page)).toHaveValue(share);
    await expect.poll(() => drawn(page).then((svg) => seen.has(svg))).toBe(false);
    seen.add(await drawn(page));
    await leaveField(page);
    const anew = await context.newPage();
    await open(anew, page.url());
    await expect(percent(anew)).toHaveValue(share);
    const other = await drawn(anew);
    await anew.close();
    await expect.poll(() => drawn(page)).toBe(other);
  }
  expect(await map(page).evaluate((svg) => svg.contains(window.kept))).toBe(true);
});

test("dragged to its end and back, the slider stays under the hand", async ({ page }) => {
  const box = await slider(page).boundingBox();
  const to = (share) => page.mouse.move(box.x + box.width * share, box.y + box.height / 2, { steps: 4 });
  await to(0.5);
  await page.mouse.down();
  await to(1);
  await expect(percent(page)).toHaveValue("50");
  await expect(page.getByText(/mirrors .* and not the .* asked for/)).toBeVisible();
  await to(0.3);
  await expect(percent(page)).toHaveValue(/^1[0-9]$/);
  await page.mouse.up();
});

test("the sweep shows where a variant misbehaves, and goes there", async ({ page }) => {
  await choose(page.getByRole("radio", { name: "Sweep" }));
  const sweep = page.getByRole("region", { name: "Sweep", exact: true });
  const marks = sweep.locator(".marks rect");
  await expect(marks.first()).toBeAttached();
  await marks.first().focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(percent(page)).not.toHaveValue("25");
  const there = await percent(page).inputValue();
  await page.keyboard.press("Control+z");
  await expect(percent(page)).toHaveValue("25");
  await marks.last().dispatchEvent("click");
  await expect(percent(page)).toHaveValue(there);
});

test("no sweep of what is no mirroring machine", async ({ page }) => {
  await page.locator("#dump").fill("memory[0x0] [0x0000000180000000-0x00000001ffffffff], 0x80000000 bytes on node 0 flags: 0x2\n");
  await choose(page.getByRole("radio", { name: "Sweep" }));
  await expect(page.getByRole("region", { name: "Sweep", exact: true })).toContainText("No mirroring machine shows this memory");
});

test("undo goes back over the slider and the switch", async ({ page }) => {
  await percent(page).fill("40");
  await page.keyboard.press("Control+z");
  await expect(percent(page)).toHaveValue("25");
});

test("no accessibility violation, with everything open and wrong", async ({ page, axe }) => {
  await panel(page).getByText("inferred:").click();
  await panel(page).getByText("Per node").click();
  await percent(page).fill("99");
  await command(page).fill("-x");
  await axe();
});
