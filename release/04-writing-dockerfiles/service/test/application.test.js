import assert from "node:assert/strict";
import test from "node:test";
import request from "supertest";
import { application } from "../src/application.js";
import { Berths } from "../src/berths.js";

test("a ship gets the first free berth", async () => {
  const app = application(new Berths(1));
  await request(app).post("/berths/Alma").expect(201, { berth: 0 });
  await request(app).post("/berths/Petrel").expect(409);
  await request(app).get("/health").expect(200, { free: 0 });
});

test("the page tells of every berth", async () => {
  const page = await request(application(new Berths(2))).get("/").expect(200);
  assert.equal(page.text, "Harbour berths\n0: free\n1: free\n");
});
