import { readFileSync } from "node:fs";

const { env } = process;

function password() {
  const file = env.DB_PASSWORD_FILE;
  return file ? readFileSync(file, "utf8").trim() : env.DB_PASSWORD;
}

export const listens = { port: Number(env.PORT ?? 5000), host: env.HOST ?? "127.0.0.1" };

export const database = {
  host: env.DB_HOST ?? "localhost",
  user: env.DB_USER ?? "root",
  password: password(),
  database: env.DB_NAME ?? "lost",
};
