import mysql from "mysql2/promise";

const PATIENCE_MS = 3000;

export class Store {
  constructor(database) {
    this.pool = mysql.createPool({ ...database, connectionLimit: 4, connectTimeout: PATIENCE_MS });
  }

  async ask(sql, values) {
    const connection = await this.pool.getConnection();
    try {
      const [rows] = await connection.query({ sql, values, timeout: PATIENCE_MS });
      connection.release();
      return rows;
    } catch (error) {
      connection.destroy(); // what hangs is never handed out again
      throw error;
    }
  }

  ping() {
    return this.ask("SELECT 1");
  }

  things() {
    return this.ask("SELECT id, what, place FROM things ORDER BY id DESC LIMIT 100");
  }

  add(what, place) {
    return this.ask("INSERT INTO things (what, place) VALUES (?, ?)", [what, place]);
  }
}
