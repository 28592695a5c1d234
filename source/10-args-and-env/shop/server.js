// A shop with three goods. Its environment says where it listens, and whether customers see its errors.
const { createServer } = require("node:http");

const { PORT = "3000", NODE_ENV = "development", RELEASE = "none" } = process.env;
const goods = { tea: 4, coffee: 6, cocoa: 5 };
const errors = NODE_ENV === "production" ? "hidden" : "shown";

const server = createServer((request, response) => {
  response.write(`${Object.entries(goods).map(([name, price]) => `${name} ${price}`).join(", ")}\n`);
  response.end(`mode ${NODE_ENV}, errors are ${errors}\nrelease ${RELEASE}, port ${PORT}\n`);
});
server.listen(PORT, () => console.log(`the shop is open on port ${PORT}, mode ${NODE_ENV}`));
process.on("SIGTERM", () => process.exit(0));
