import escape from "escape-html";
import { createServer } from "node:http";

const commit = process.env.COMMIT ?? "unknown";

createServer((request, response) => {
  const visitor = decodeURIComponent(request.url.slice(1)) || "visitor";
  response.end(`Good morning, ${escape(visitor)}\ncommit ${commit}\n`);
}).listen(8000);
