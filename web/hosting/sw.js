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
  // What was withdrawn and is published again may be older than what it takes the place of:
  // what counts is when it was last found published.
  await cache.put(stamp, new Response(Date.now()));
}

// No file of the page has this name.
const stamp = new URL("published-at", scope).href;

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

// Of the versions that are whole the one published last, even if it waits for older pages to
// close. Those of before there were stamps have none.
async function page(request) {
  let newest;
  for (const name of (await caches.keys()).filter((name) => name.startsWith(ours))) {
    const cache = await caches.open(name);
    const [found, stamped] = await Promise.all([cache.match(scope.href), cache.match(stamp)]);
    const time = Number((await stamped?.text()) ?? 0);
    if (found && !(newest?.time > time)) newest = { found, time };
  }
  return newest?.found ?? fetch(request);
}
