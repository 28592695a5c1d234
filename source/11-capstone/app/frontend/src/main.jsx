import { createRoot } from "react-dom/client";
import { Desk } from "./Desk.jsx";
import "./desk.css";

createRoot(document.getElementById("root")).render(<Desk />);
