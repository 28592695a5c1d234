import { application } from "./application.js";

const port = Number(process.env.PORT ?? 3000);
const server = application().listen(port, () => console.log(`listening on ${port}`));

process.on("SIGTERM", () => server.close(() => process.exit(0)));
