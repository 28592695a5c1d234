import { useState } from "react";
import { Ship } from "./Ship.jsx";
import { Tide } from "./Tide.jsx";

export function Board({ ships }) {
  const [wanted, setWanted] = useState("");
  const shown = ships.filter((ship) => ship.name.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <main>
      <h1>Harbour board</h1>
      <Tide hour={new Date().getHours()} />
      <label>
        Ship <input value={wanted} onChange={(event) => setWanted(event.target.value)} />
      </label>
      <ul>
        {shown.map((ship) => <Ship key={ship.name} {...ship} />)}
      </ul>
    </main>
  );
}
