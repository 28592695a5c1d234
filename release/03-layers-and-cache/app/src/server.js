import express from "express";
import { greet } from "./greeting.js";

const app = express();
const port = Number(process.env.PORT ?? 3000);

app.use(express.static("public"));
app.get("/greet/:name", (request, response) => response.send(greet(request.params.name)));

const server = app.listen(port, () => console.log(`listening on ${port}`));
process.on("SIGTERM", () => server.close(() => process.exit(0)));
