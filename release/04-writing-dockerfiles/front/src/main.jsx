import { createRoot } from "react-dom/client";
import { Board } from "./Board.jsx";
import { ships } from "./ships.js";
import "./board.css";

createRoot(document.getElementById("root")).render(<Board ships={ships} />);
