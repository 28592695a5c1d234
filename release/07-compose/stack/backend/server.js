import express from "express";
import mysql from "mysql2/promise";

const pool = mysql.createPool({
  host: process.env.DB_HOST,
  user: "root",
  password: process.env.DB_PASSWORD,
  database: "ships",
});
const app = express();
let ready = false;

app.use(express.json());
app.use("/api", (_, answer, next) => {
  if (ready) next();
  else answer.status(503).send("not yet\n");
});
app.get("/api/ships", async (_, answer) => {
  const [rows] = await pool.query("SELECT name FROM seen ORDER BY id");
  answer.json(rows.map((row) => row.name));
});
app.post("/api/ships", async (question, answer) => {
  await pool.query("INSERT INTO seen (name) VALUES (?)", [question.body.name]);
  answer.status(201).json(question.body);
});
app.listen(5000, () => console.log("listening on port 5000"));
process.on("SIGTERM", () => process.exit(0));

while (!ready) {
  try {
    await pool.query("CREATE TABLE IF NOT EXISTS seen (id INT AUTO_INCREMENT PRIMARY KEY, name TEXT)");
    ready = true;
    console.log("connected to the database");
  } catch (error) {
    console.log(`failed to connect to the database: ${error.code}`);
    await new Promise((done) => setTimeout(done, 500));
  }
}
