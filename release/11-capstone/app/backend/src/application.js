import express from "express";

export function application(store) {
  const app = express();
  app.use(express.json());
  app.get("/health", async (_, response) => {
    await store.ping();
    response.json({ status: "ok" });
  });
  app.get("/api/things", async (_, response) => response.json(await store.things()));
  app.post("/api/things", async (request, response) => {
    const { what, place } = request.body ?? {};
    if (!what || !place) return response.status(400).json({ reason: "say what it is, and where it was" });
    await store.add(what, place);
    response.status(201).json({ what, place });
  });
  app.use((error, _request, response, _next) => {
    console.log(`no answer from the database: ${error.code ?? error.message}`);
    response.status(503).json({ reason: "the database does not answer" });
  });
  return app;
}
