import { useEffect, useState } from "react";

export function Log() {
  const [ships, setShips] = useState([]);
  useEffect(() => {
    fetch("/api/ships").then((answer) => answer.json()).then(setShips);
  }, []);
  return (
    <main>
      <h1>Ships that were seen</h1>
      <ul>{ships.map((name) => <li key={name}>{name}</li>)}</ul>
    </main>
  );
}
