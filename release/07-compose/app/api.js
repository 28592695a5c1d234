// Counts berths: needs the database at schema 2, and a token in the file that TOKEN_FILE names.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { ask } from "./database.js";

const token = process.env.TOKEN_FILE ? readFileSync(process.env.TOKEN_FILE, "utf8").trim() : "";
process.on("SIGTERM", () => process.exit(0));

while (true) {
  try {
    if ((await ask("GET schema")) === "2") break;
    console.log("the database is not at schema 2");
  } catch (error) {
    console.log(`failed to connect to the database: ${error.code}`);
  }
  await setTimeout(300);
}

createServer(async (_, answer) => {
  const berths = await ask("INCR berths").catch((error) => error.code);
  answer.end(`berth ${berths}\ntoken of ${token.length} letters\n`);
}).listen(8080, () => console.log("listening on port 8080"));
