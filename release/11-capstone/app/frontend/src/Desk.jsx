import { useEffect, useState } from "react";
import { add, things } from "./api.js";
import { Form } from "./Form.jsx";
import { Things } from "./Things.jsx";

export function Desk() {
  const [found, setFound] = useState([]);
  const [trouble, setTrouble] = useState("");
  const look = () => things().then(setFound, (error) => setTrouble(error.message));
  useEffect(() => void look(), []);
  return (
    <main>
      <h1>Lost property</h1>
      {trouble ? <p role="alert">{trouble}</p> : <Things found={found} />}
      <Form onAdd={(thing) => add(thing).then(look, (error) => setTrouble(error.message))} />
    </main>
  );
}
