// From a key pressed in the command line to the new picture painted, for case 1. Prints; no
// threshold, since machines differ.
import { open, test } from "../fixtures.js";

for (const slower of [1, 4]) {
  test(`keystroke to picture, CPU x${slower}`, async ({ page }) => {
    await open(page);
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
    await page.locator("#cases").selectOption("case1");
    const times = await page.evaluate(async (slower) => {
      const box = document.getElementById("cmdline");
      // Until a frame is handed over to be painted: before any timer that is due by then.
      const painted = () =>
        new Promise((done) =>
          requestAnimationFrame(() => {
            const handed = new MessageChannel();
            handed.port1.onmessage = done;
            handed.port2.postMessage(null);
          }),
        );
      const times = [];
      for (let round = 0; round < 31; round++) {
        box.value = round % 2 ? "kernelcore=mirror" : "kernelcore=64G";
        const map = document.querySelector(".picture svg").outerHTML;
        // As long as between the keys of a quick typist, in which the page may catch up.
        await new Promise((done) => setTimeout(done, 120 * slower));
        await painted();
        const start = performance.now();
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
        // A slow machine paints what else has changed before it.
        do await painted();
        while (document.querySelector(".picture svg").outerHTML === map);
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b);
    }, slower);
    const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(1);
    console.log(`keystroke to picture, case 1, CPU x${slower}: min ${at(0)} ms, median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  });
}
