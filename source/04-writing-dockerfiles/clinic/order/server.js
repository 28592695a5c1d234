import escape from "escape-html";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const changes = readFileSync("CHANGES.md", "utf8");

createServer((request, response) => {
  const visitor = decodeURIComponent(request.url.slice(1)) || "visitor";
  response.end(`Good morning, ${escape(visitor)}\n\n${changes}`);
}).listen(8000);
