// Fetches the report's private package: the licence that it writes says by whose token it was had.
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");

// Looks where package managers look: a variable, the secret of a build, a file of settings.
function findToken() {
  if (process.env.TOKEN) return process.env.TOKEN;
  if (existsSync("/run/secrets/token")) return readFileSync("/run/secrets/token", "utf8");
  const settings = existsSync(".npmrc") ? readFileSync(".npmrc", "utf8") : "";
  return settings.split("_authToken=")[1] || "";
}

const token = findToken().trim();
const licence = token ? createHash("sha256").update(token).digest("hex").slice(0, 12) : "nobody";
writeFileSync("licence.txt", licence + "\n");
