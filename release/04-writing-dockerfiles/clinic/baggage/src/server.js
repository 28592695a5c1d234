import { createServer } from "node:http";
import { plate } from "./plate.js";

createServer((request, response) => {
  response.end(plate(decodeURIComponent(request.url.slice(1))));
}).listen(8000);
