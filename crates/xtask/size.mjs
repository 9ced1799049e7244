// What the page weighs: `node size.mjs DIR PROGRAM`, where DIR is the built page and PROGRAM its
// program optimised the same way with the functions' names left in. Prints each crate's share of
// the program, then each file; the last line is their sum, which `cargo xtask size` reads.
import { readFileSync, readdirSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

const [dir, program] = process.argv.slice(2);
const row = (cells, name) =>
  console.log(`${cells.map((cell) => String(cell).padStart(10)).join("")}  ${name}`);

/** Code bytes by crate, and those of the data: core spec, sections 2, 10, 11 and "name". */
function byCrate(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return bytes.toString("utf8", at - length, at);
  };
  const repeat = (what) => {
    for (let left = number(); left > 0; left--) what();
  };
  const codes = [];
  const names = new Map();
  let imports = 0;
  let data = 0;
  while (at < bytes.length) {
    const section = bytes[at++];
    const length = number();
    const end = at + length;
    if (section === 2) {
      repeat(() => {
        const name = `${text()}.${text()}`;
        // wasm-bindgen's page imports nothing but functions: type 0, then its index.
        if (bytes[at++] !== 0) throw new Error(`${name} is no function: teach size.mjs its kind`);
        number();
        imports++;
      });
    } else if (section === 10) {
      repeat(() => {
        const from = at;
        const body = number();
        at += body;
        codes.push(at - from);
      });
    } else if (section === 11) {
      data = length;
    } else if (section === 0 && text() === "name") {
      while (at < end) {
        const kind = bytes[at++];
        const next = number() + at;
        if (kind === 1) repeat(() => names.set(number(), text()));
        at = next;
      }
    }
    at = end;
  }
  const sums = new Map([["(data: texts and tables)", data]]);
  codes.forEach((size, place) => {
    const crate = crateOf(names.get(imports + place) ?? "");
    sums.set(crate, (sums.get(crate) ?? 0) + size);
  });
  return sums;
}

/**
 * The crate a function is there for: the first one its name mentions that is not the standard
 * library. What core's generics were instantiated for is not in their names, so "(std)" holds
 * sorting and iterators that others asked for.
 */
function crateOf(name) {
  const std = ["core", "alloc", "std"];
  const crates = [...name.matchAll(/(?<![\w:>\]])([a-z_]\w*)(\[[0-9a-f]+\])?::/g)].map((m) => m[1]);
  if (crates.length === 0) return "(no crate: glue and compiler-builtins)";
  return crates.find((crate) => !std.includes(crate)) ?? "(std)";
}

const crates = [...byCrate(readFileSync(program))].sort((a, b) => b[1] - a[1]);
const all = crates.reduce((sum, [, size]) => sum + size, 0);
const share = (size) => `${((100 * size) / all).toFixed(1)} %`;
row(["raw", "share"], "the program by crate");
const small = crates.filter(([, size]) => size * 200 < all);
for (const [crate, size] of crates) if (size * 200 >= all) row([size, share(size)], crate);
const rest = small.reduce((sum, [, size]) => sum + size, 0);
row([rest, share(rest)], `(${small.length} below half a percent)`);
row([all, share(all)], "code and data");
console.log();

row(["raw", "gzip", "brotli"], "the page by file");
const total = [0, 0, 0];
for (const name of readdirSync(dir).sort()) {
  const raw = readFileSync(`${dir}/${name}`);
  const sizes = [raw, gzipSync(raw, { level: 9 }), brotliCompressSync(raw)].map((b) => b.length);
  sizes.forEach((size, place) => (total[place] += size));
  row(sizes, name);
}
row(total, "in all");
