// Tells what its environment and its files say. It reads both when it starts, and never again.
const { existsSync, readFileSync } = require("node:fs");
const { createServer } = require("node:http");

const port = Number(process.env.PORT ?? 3000);
const file = `${__dirname}/release.txt`;
const page = [
  `port ${port}`,
  `mode ${process.env.NODE_ENV ?? "none"}`,
  `release ${process.env.RELEASE ?? "none"}`,
  `built as ${existsSync(file) ? readFileSync(file, "utf8").trim() : "none"}`,
  `node ${process.version}`,
  "",
].join("\n");

createServer((_, response) => response.end(page)).listen(port, () => {
  console.log(`listening on port ${port}, mode ${process.env.NODE_ENV ?? "none"}`);
});
process.on("SIGTERM", () => process.exit(0));
