import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { Board } from "../src/Board.jsx";
import { ships } from "../src/ships.js";

test("every ship is on the board", () => {
  const page = renderToString(<Board ships={ships} />);
  for (const ship of ships) expect(page).toContain(ship.name);
});
