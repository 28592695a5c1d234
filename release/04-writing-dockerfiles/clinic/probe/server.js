import { createServer } from "node:http";

// POST /jam is for trying what happens when orders get stuck.
let stuck = false;

const routes = {
  "GET /": () => [200, "Order desk\n"],
  "GET /health": () => (stuck ? [503, "orders are stuck\n"] : [200, "ok\n"]),
  "POST /orders": () => (stuck ? [503, "come back later\n"] : [201, "ordered\n"]),
  "POST /jam": () => [200, `stuck: ${(stuck = true)}\n`],
};

createServer((request, response) => {
  const [status, text] = routes[`${request.method} ${request.url}`]?.() ?? [404, "no such page\n"];
  response.writeHead(status).end(text);
}).listen(8000);
