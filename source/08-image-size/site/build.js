// Makes dist/: the page from the entries, its style and its script made small.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { buildSync } from "esbuild";
import { transform } from "lightningcss";
import { entries } from "./src/entries.js";
import { page } from "./src/page.js";

mkdirSync("dist", { recursive: true });
writeFileSync("dist/index.html", page(entries));
const code = readFileSync("src/log.css");
writeFileSync("dist/log.css", transform({ filename: "log.css", code, minify: true }).code);
buildSync({ entryPoints: ["src/lamp.js"], bundle: true, minify: true, outfile: "dist/lamp.js" });
copyFileSync("src/lamp.svg", "dist/lamp.svg");
