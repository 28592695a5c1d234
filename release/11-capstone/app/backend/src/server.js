import { application } from "./application.js";
import { database, listens } from "./settings.js";
import { Store } from "./store.js";

const store = new Store(database);
const server = application(store).listen(listens.port, listens.host, () =>
  console.log(`listening on ${listens.host}:${listens.port}`),
);

process.on("SIGTERM", () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});

for (let connected = false; !connected; ) {
  try {
    await store.ping();
    connected = true;
    console.log(`connected to the database at ${database.host}`);
  } catch (error) {
    console.log(`failed to connect to the database at ${database.host}: ${error.code}`);
    await new Promise((done) => setTimeout(done, 500));
  }
}
