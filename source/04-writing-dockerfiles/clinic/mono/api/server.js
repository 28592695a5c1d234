import { createServer } from "node:http";
import { greeting } from "./environment.js";

createServer((_, response) => response.end(greeting)).listen(8000);
