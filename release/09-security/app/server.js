const { readFileSync } = require("node:fs");

const licence = readFileSync("licence.txt", "utf8").trim();
require("node:http")
  .createServer((_, response) => response.end(`licensed to ${licence}\n`))
  .listen(3000);
