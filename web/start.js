// Loads the page's program. trunk fills in the names of the two files
// (Trunk.toml, pattern_script); a script of its own because the
// Content-Security-Policy allows no inline one.
const { js, wasm, offline } = document.querySelector("script[data-wasm]").dataset;
try {
  const program = await import(new URL(js, document.baseURI));
  await program.default({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  const loading = document.getElementById("loading");
  if (loading) {
    loading.setAttribute("role", "alert");
    loading.textContent = "The page could not start. Reload it; if that does not help, this browser may be too old for WebAssembly.";
  }
  throw error;
}

// Only dist/ names a service worker. In a frame the page is a guest, and keeps nothing.
if (offline && self === top && !new URLSearchParams(location.search).has("embed")) {
  // Some browsers have none (in private windows, or without https): the page works, online.
  navigator.serviceWorker?.register(new URL(offline, document.baseURI)).catch(() => {});
}
