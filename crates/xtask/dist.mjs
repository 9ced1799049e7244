// Makes dist/, a folder for any static server, of the page that trunk built.
// Run by `cargo xtask dist`; in Node, because it has the hashes and both compressors.
//
//   node dist.mjs PAGE HOSTING DIST SITE MIRRORBOOT
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const [page, hosting, dist, site, mirrorboot] = process.argv.slice(2);

const read = (dir) =>
  new Map(readdirSync(dir).sort().map((name) => [name, readFileSync(join(dir, name))]));
const sha256 = (data, form) => createHash("sha256").update(data).digest(form);
const change = (text, from, to) => {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${from} is there ${parts.length - 1} times, not once`);
  return parts.join(to);
};

const files = read(page);
const extra = read(hosting);

// trunk puts its hash into every name but this one.
const start = files.get("start.js");
const startName = `start-${sha256(start, "hex").slice(0, 16)}.js`;
files.delete("start.js");
files.set(startName, start);
let index = files.get("index.html").toString();
index = change(index, "src=./start.js", `src=./${startName} data-offline=./sw.js`);
// Who shows a preview of a link asks for the picture by its whole address.
index = change(index, "preview.png", new URL("preview.png", site).href);
files.set("index.html", index);

// A server may send 404.html for a path several folders deep, from where "404.js"
// leads nowhere. At the site we publish to, the second script is found even then.
const [policy] = index.match(/<meta [^>]*Content-Security-Policy>/);
const charset = '<meta charset="utf-8">';
const script = '<script defer src="404.js"></script>';
const deep = `<script defer src="${new URL("404.js", site).pathname}"></script>`;
let missing = extra.get("404.html").toString();
missing = change(missing, charset, charset + policy);
missing = change(missing, script, script + deep);
extra.set("404.html", missing);

// Asked for by the folder's name, as a visitor does: some servers redirect from index.html.
const list = [...files].map(([name, data]) => [
  name === "index.html" ? "./" : name,
  `sha256-${sha256(data, "base64")}`,
]);
const version = sha256(JSON.stringify(list), "hex").slice(0, 16);
extra.set(
  "sw.js",
  `const VERSION = "${version}";\nconst FILES = ${JSON.stringify(list, null, 2)};\n${extra.get("sw.js")}`,
);

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
for (const [name, data] of [...files, ...extra]) {
  writeFileSync(join(dist, name), data);
  if (/\.(html|js|css|wasm|svg|json|txt|webmanifest)$/.test(name)) {
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(data));
    writeFileSync(join(dist, `${name}.gz`), gzipSync(data, { level: 9 }));
  }
}

// What the exported boot script downloads, with the sums it checks. No page asks for them.
const programs = [...read(mirrorboot)];
mkdirSync(join(dist, "boot"));
for (const [name, data] of programs) writeFileSync(join(dist, "boot", name), data);
const sums = programs.map(([name, data]) => `${sha256(data, "hex")}  ${name}\n`);
writeFileSync(join(dist, "boot", "mirrorboot.sha256"), sums.join(""));
