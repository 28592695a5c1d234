// Listens, and has nothing to say to a signal.
import { createServer } from "node:http";

createServer((_, response) => response.end("here\n")).listen(3000, () => console.log("listening"));
