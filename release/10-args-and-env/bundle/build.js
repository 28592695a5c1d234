// Does what Vite does with import.meta.env: puts the text of the build's variable into the page's code.
const { readFileSync, writeFileSync } = require("node:fs");

const text = readFileSync("page.js", "utf8");
writeFileSync(
  "bundle.js",
  text.replaceAll("import.meta.env.VITE_API", JSON.stringify(process.env.VITE_API)),
);
