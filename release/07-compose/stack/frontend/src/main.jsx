import { createRoot } from "react-dom/client";
import { Log } from "./Log.jsx";

createRoot(document.getElementById("root")).render(<Log />);
