// Keeps the page for when there is no network. `cargo xtask dist` puts two
// constants before this: FILES, the address and hash of each file of the page, and
// VERSION, the hash of them all.
//
// A new version is fetched whole before anything of it is used, and a page that is
// open is left alone: the next load takes the new one. A file's name has its hash,
// so two versions never disagree about what a name means.
const scope = new URL(".", location.href);
const ours = `zonescope ${scope.pathname} `;

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (request.method !== "GET" || origin !== scope.origin) return;
  if (request.mode !== "navigate") {
    event.respondWith(kept(request));
  } else if (isPage(pathname) && !searchParams.has("embed")) {
    event.respondWith(page(request));
  }
});

// All or nothing: a file that does not come, or is not the one listed (a server
// in the middle of an update), leaves the version before in place.
async function keep() {
  const cache = await caches.open(ours + VERSION);
  await cache.addAll(
    FILES.map(([name, integrity]) => new Request(name, { cache: "no-cache", integrity })),
  );
}

// Runs when no open page is of an older version.
async function forgetOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(ours) && name !== ours + VERSION);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function kept(request) {
  return (await caches.match(request)) ?? fetch(request);
}

const isPage = (path) => [scope.pathname, `${scope.pathname}index.html`].includes(path);

// The newest version that is whole, even if it waits for older pages to close.
async function page(request) {
  const names = (await caches.keys()).filter((name) => name.startsWith(ours));
  for (const name of names.reverse()) {
    const found = await (await caches.open(name)).match(scope.href);
    if (found) return found;
  }
  return fetch(request);
}
