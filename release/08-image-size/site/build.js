// Makes dist/: the page from the entries, its style and its script made small.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { buildSync } from "esbuild";
import { renderToStaticMarkup } from "react-dom/server";
import { entries } from "./src/entries.js";
import { page } from "./src/page.js";

mkdirSync("dist", { recursive: true });
writeFileSync("dist/index.html", `<!doctype html>\n${renderToStaticMarkup(page(entries))}\n`);
buildSync({ entryPoints: ["src/lamp.js", "src/log.css"], minify: true, outdir: "dist" });
copyFileSync("src/lamp.svg", "dist/lamp.svg");
