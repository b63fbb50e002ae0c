// Puts a brotli and a gzip copy beside each file of the site: `node .ci/compress.mjs SITE`. By the reference encoder: of wasm in
// which a hundred bytes changed, cargo-leptos's made 1.5 KB more.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const site = process.argv[2];
const text = /\.(css|html|js|svg|txt|wasm|webmanifest)$/;

for (const name of readdirSync(site, { recursive: true }).filter((name) => text.test(name))) {
  const file = join(site, name);
  const content = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
}
