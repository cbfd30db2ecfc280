// Builds what the pages load into dist/: app.css, app.js, theme.js and the icon sprite.
// `node build.mjs --watch` keeps building while one works on the sources.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const DIST = path.join(HERE, "dist");
const require = createRequire(import.meta.url);

// The floor of ui.md §3.1: the last Chromium of Windows 7, Firefox ESR, Safari 16.
const TARGET = ["chrome109", "firefox115", "safari16"];

/** One <symbol> of the sprite. A name ending in -filled is taken from Tabler's second set. */
async function symbol(name) {
  const filled = name.endsWith("-filled");
  const file = filled ? `filled/${name.slice(0, -"-filled".length)}.svg` : `outline/${name}.svg`;
  const source = await readFile(require.resolve(`@tabler/icons/${file}`), "utf8");
  const inner = source
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "")
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
    .replace(/\s+/g, " ")
    .trim();
  const paint = filled
    ? 'fill="currentColor"'
    : 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="${name}" viewBox="0 0 24 24" ${paint}>${inner}</symbol>`;
}

async function sprite() {
  const names = JSON.parse(await readFile(path.join(HERE, "src/icons.json"), "utf8"));
  const symbols = await Promise.all(names.map(symbol));
  await writeFile(
    path.join(DIST, "icons.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`,
  );
}

const options = {
  absWorkingDir: HERE,
  entryPoints: [
    { in: "src/app/main.ts", out: "app" },
    { in: "src/app/theme.ts", out: "theme" },
    { in: "src/styles/app.css", out: "app" },
  ],
  outdir: DIST,
  bundle: true,
  minify: true,
  format: "iife",
  target: TARGET,
  legalComments: "none",
  logLevel: "warning",
};

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
await sprite();
await copyFile(path.join(HERE, "src/mark.svg"), path.join(DIST, "mark.svg"));
if (process.argv.includes("--watch")) {
  await (await esbuild.context(options)).watch();
} else {
  await esbuild.build(options);
}
