// The visitor's budget (DESIGN §8): script and style together at most 5 KB, as gzip sends them.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BYTES_MAX = 5 * 1024;
const sizes = ["choice.js", "style.css"].map((file) => {
  const bytes = gzipSync(readFileSync(new URL(`../main/bundle/${file}`, import.meta.url)), { level: 9 }).length;
  console.log(`${file}: ${bytes} bytes gzip`);
  return bytes;
});
const all = sizes[0] + sizes[1];
console.log(`together: ${all} of ${BYTES_MAX}`);
if (all > BYTES_MAX) process.exit(1);
