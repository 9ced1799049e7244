// Loads the page's program, and says so if it stops. trunk fills in the names of the two files
// (Trunk.toml, pattern_script); a script of its own because the Content-Security-Policy allows
// no inline one.
const { js, wasm, offline } = document.querySelector("script[data-wasm]").dataset;
// In a frame the page is a guest, and keeps nothing.
const atHome = self === top && !new URLSearchParams(location.search).has("embed");
// The first case (a test holds it to that).
const FIRST = "#1hKXuJmNrVBQDkIU9mCYxbEYnwWixGZfQan8BrODeovOg";

const made = (tag, properties, ...inside) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
};

// The program can't go on: what it was at is shown as text, and the work that is in storage
// stays as it is.
let stopped = false;
// On leaving, the program would write what it stopped at. Heard first, as it comes first.
for (const [target, type] of [[window, "pagehide"], [window, "hashchange"], [document, "visibilitychange"]]) {
  target.addEventListener(type, (event) => stopped && event.stopImmediatePropagation(), { capture: true });
}
const stop = ({ message, link = location.hash.slice(1), json = "" }) => {
  if (stopped) return;
  stopped = true;
  const address = location.href.replace(/[?#].*/s, "");
  const text = [message, link && `${address}#${link}`, json].filter(Boolean).join("\n\n");
  const box = made("textarea", { id: "kept", readOnly: true, value: text, spellcheck: false });
  const copied = made("span", { role: "status" });
  const button = (label, onclick) => made("button", { type: "button", textContent: label, onclick });
  const copy = async () => {
    box.select();
    await navigator.clipboard?.writeText(text).catch(() => {});
    copied.textContent = "Selected, and copied where the browser allows it.";
  };
  const first = () => {
    // Your work is then one undo away; the first case is known to draw.
    sessionStorage.clear();
    history.replaceState(null, "", `${address}${FIRST}`);
    location.reload();
  };
  const page = made(
    "main",
    { className: "stopped" },
    made("h1", { textContent: "zonescope has stopped", tabIndex: -1 }),
    made("p", { textContent: "This is a fault of the page, not of your text. It said:" }),
    made("pre", { textContent: message }),
    ...(atHome ? [
      made("p", { textContent: "What it was showing is below as text: a link, and a scenario file. What this browser has kept of your work is still there." }),
      made("label", { htmlFor: "kept", textContent: "The fault and the scenario, for a report or for keeping" }),
      box,
      made("div", {}, button("Copy all", copy), button("Start again with the work kept", () => location.reload()),
        button("Start with case 2; undo brings the work back", first)),
      copied,
    ] : [made("p", {}, made("a", { href: `${address}#${link}`, target: "_blank", rel: "noopener", textContent: "Open in zonescope" }))]),
  );
  document.getElementById("app").replaceChildren(page);
  page.querySelector("h1").focus();
};
addEventListener("zonescope:panic", ({ detail }) => stop(detail));
// What stops the program without a panic: no memory left, or a stack too deep, which browsers
// report as an error of scripts (Firefox calls it an InternalError). It is the program's if it came
// by way of the program.
const tooDeep = ({ name, stack }) => /^(Range|Internal)Error$/.test(name) && /wasm/.test(stack);
const trapped = (error) => {
  if (error instanceof WebAssembly.RuntimeError || tooDeep(error ?? {})) stop({ message: error.message });
};
addEventListener("error", ({ error }) => trapped(error));
addEventListener("unhandledrejection", ({ reason }) => trapped(reason));

try {
  const place = new URL(wasm, document.baseURI);
  const [program, compiled] = await Promise.all([
    import(new URL(js, document.baseURI)),
    // Compiled while it still comes. A server that calls it something else than application/wasm
    // gets a second try, at which the program's own loader reads it whole first.
    WebAssembly.compileStreaming(fetch(place)).catch(() => place),
  ]);
  await program.default({ module_or_path: compiled });
} catch (error) {
  const loading = document.getElementById("loading");
  if (loading) {
    loading.setAttribute("role", "alert");
    loading.textContent = "The page could not start. Reload it; if that does not help, this browser may be too old for WebAssembly.";
  }
  throw error;
}

// Only dist/ names a service worker.
if (offline && atHome) {
  // Some browsers have none (in private windows, or without https): the page works, online.
  navigator.serviceWorker?.register(new URL(offline, document.baseURI)).catch(() => {});
}
