// Listens, and closes in order when it is asked to end.
import { createServer } from "node:http";

const server = createServer((_, response) => response.end("here\n"));
server.listen(3000, () => console.log("listening"));

process.on("SIGTERM", () => server.close(() => {
  console.log("closed in order");
  process.exit(0);
}));
