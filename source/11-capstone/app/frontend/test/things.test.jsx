import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { Things } from "../src/Things.jsx";

test("every thing is on the page with its place", () => {
  const page = renderToString(<Things found={[{ id: 1, what: "a kite", place: "deck 2" }]} />);
  expect(page).toContain("a kite");
  expect(page).toContain("deck 2");
});
