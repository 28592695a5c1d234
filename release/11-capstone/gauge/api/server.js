import express from "express";
import mysql from "mysql2/promise";

const pool = mysql.createPool({
  host: process.env.DB_HOST,
  user: "root",
  password: process.env.DB_PASSWORD,
  database: "gauge",
});
const app = express();

app.use(express.json());
app.get("/api/levels", async (_, answer) => {
  const [rows] = await pool.query("SELECT level FROM levels ORDER BY id DESC LIMIT 200");
  answer.json(rows.map((row) => row.level));
});
app.post("/api/levels", async (question, answer) => {
  await pool.query("INSERT INTO levels (level) VALUES (?)", [question.body.level]);
  answer.status(201).json(question.body);
});

try {
  await pool.query("CREATE TABLE IF NOT EXISTS levels (id INT AUTO_INCREMENT PRIMARY KEY, level TEXT)");
} catch (error) {
  console.log(`no database: ${error.code}`);
  process.exit(1);
}
app.listen(5000, () => console.log("listening on port 5000"));
process.on("SIGTERM", () => process.exit(0));
