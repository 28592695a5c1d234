import assert from "node:assert/strict";
import test from "node:test";
import { plate } from "../src/plate.js";

test("a name is written as text", () => assert.equal(plate("<b>"), "Here lives &lt;b&gt;\n"));
