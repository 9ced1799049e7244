// How long the page works on a frame while the mirror slider is dragged, for case 1: from the
// start of the frame until the picture is handed over to be painted; and what of it is script,
// layout and style, by the browser's own count. 60 frames a second leave 16.7 ms. A frame that
// left the picture as it was is not timed but told of. Prints; no threshold, since machines differ.
import { expect, open, test } from "../fixtures.js";

for (const slower of [1, 4]) {
  test(`slider, CPU x${slower}`, async ({ page }) => {
    await open(page);
    const session = await page.context().newCDPSession(page);
    await page.locator("#cases").selectOption("case1");
    await expect(page.locator("#mirror-percent")).toHaveValue("0");
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
    await session.send("Performance.enable");
    const spent = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    };
    const before = await spent();
    const { times, still } = await page.evaluate(async () => {
      const slider = document.querySelector("[type=range]");
      slider.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
      const times = [];
      let still = 0;
      for (let frame = 0; frame < 240; frame++) {
        const map = document.querySelector(".picture svg").outerHTML;
        const time = await new Promise((done) => {
          // Before the page's own, which the input asks for.
          requestAnimationFrame(() => {
            const start = performance.now();
            const painted = new MessageChannel();
            painted.port1.onmessage = () => done(performance.now() - start);
            painted.port2.postMessage(null);
          });
          slider.value = String(5 + (frame % 45));
          slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
        });
        if (document.querySelector(".picture svg").outerHTML === map) still++;
        else times.push(time);
      }
      document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
      // The first frames are of code that is not compiled yet.
      return { times: times.slice(20).sort((a, b) => a - b), still };
    });
    const after = await spent();
    const share = (name) => `${(((after[name] - before[name]) * 1000) / 240).toFixed(2)} ms`;
    expect(times.length, "frames that changed the picture").toBeGreaterThan(100);
    const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(1);
    const late = times.filter((time) => time > 1000 / 60).length;
    console.log(
      `slider, case 1, CPU x${slower}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms, ` +
        `${late} of ${times.length} frames late for 60 a second; ${still} without a change; per frame ` +
        `script ${share("ScriptDuration")}, layout ${share("LayoutDuration")}, style ${share("RecalcStyleDuration")}, ` +
        `all ${share("TaskDuration")}`,
    );
  });
}
