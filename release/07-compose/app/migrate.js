// Brings the database to schema 2, and ends: with code 0 if it did.
import { setTimeout } from "node:timers/promises";
import { ask } from "./database.js";

try {
  await ask("INCR migrations");
  await setTimeout(1000);
  await ask("SET schema 2");
  console.log("migrated to schema 2");
} catch (error) {
  console.log(`failed to migrate: ${error.code}`);
  process.exit(1);
}
