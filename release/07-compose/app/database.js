// Asks the database one command; redis takes them as lines of text.
import { connect } from "node:net";

export function ask(command) {
  return new Promise((resolve, reject) => {
    const socket = connect(6379, process.env.DB_HOST ?? "db");
    socket.once("connect", () => socket.write(`${command}\r\n`));
    socket.once("data", (reply) => {
      const [first, second] = reply.toString().split("\r\n");
      socket.end();
      resolve(first.startsWith("$") ? second : first.slice(1));
    });
    socket.once("error", reject);
  });
}
