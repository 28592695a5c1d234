import assert from "node:assert/strict";
import test from "node:test";
import { application } from "../src/application.js";

async function asked(store, path, options) {
  const server = application(store).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  try {
    return await fetch(`http://127.0.0.1:${server.address().port}${path}`, options);
  } finally {
    server.close();
  }
}

test("things come from the store", async () => {
  const things = [{ id: 1, what: "a kite", place: "deck 2" }];
  const answer = await asked({ things: async () => things }, "/api/things");
  assert.deepEqual(await answer.json(), things);
});

test("a thing without a place is refused", async () => {
  const body = JSON.stringify({ what: "a kite" });
  const headers = { "Content-Type": "application/json" };
  const answer = await asked({}, "/api/things", { method: "POST", headers, body });
  assert.equal(answer.status, 400);
});

test("without a database it says so", async () => {
  const store = { ping: async () => { throw new Error("gone"); } };
  assert.equal((await asked(store, "/health")).status, 503);
});
