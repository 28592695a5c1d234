import { readFileSync } from "node:fs";
import express from "express";
import { greet } from "./greeting.js";

const app = express();
const port = Number(process.env.PORT ?? 3000);
const page = readFileSync("public/index.html", "utf8");

app.use(express.static("public"));
app.get("/greet/:name", (request, response) => {
  response.send(page.replace("It works", () => greet(request.params.name)));
});

const server = app.listen(port, () => console.log(`listening on ${port}`));
process.on("SIGTERM", () => server.close(() => process.exit(0)));
