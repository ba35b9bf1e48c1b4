// Fits a picture as our own program does, and tells what it took: node fit.mjs SOURCE TARGET SIDE ROUNDS
import sharp from "sharp";
import { statSync } from "node:fs";

const [source, target, side, rounds] = process.argv.slice(2);
const taken = [];
for (let round = 0; round < Number(rounds); round++) {
  const before = process.cpuUsage();
  const begun = performance.now();
  await sharp(source)
    .rotate()
    .resize({ width: Number(side), height: Number(side), fit: "inside", kernel: "lanczos3" })
    .jpeg({ quality: 92 })
    .toFile(target);
  const used = process.cpuUsage(before);
  taken.push([(used.user + used.system) / 1e6, (performance.now() - begun) / 1e3]);
}
console.log(JSON.stringify({ taken, bytes: statSync(target).size }));
