import compression from "compression";
import express from "express";
import helmet from "helmet";
import { Berths } from "./berths.js";

export function application(berths = new Berths(4)) {
  const app = express();
  app.use(helmet(), compression());
  app.get("/", (_, response) => response.type("text").send(berths.told()));
  app.get("/health", (_, response) => response.json({ free: berths.free().length }));
  app.post("/berths/:ship", (request, response) => {
    const berth = berths.take(request.params.ship);
    if (berth === undefined) response.status(409).json({ reason: "every berth is taken" });
    else response.status(201).json({ berth });
  });
  return app;
}
