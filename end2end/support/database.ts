/** Databases for servers on PostgreSQL. */
import { randomBytes } from "node:crypto";
import pg from "pg";

/** A database of one server's, in the cluster that PARVIS_TEST_POSTGRES_URL names. */
export class Database {
  private constructor(
    readonly url: string,
    private readonly name: string,
  ) {}

  static async create(): Promise<Database> {
    const name = `parvis_${randomBytes(6).toString("hex")}`;
    await Database.#query(`CREATE DATABASE ${name}`);
    const url = new URL(Database.#cluster());
    url.pathname = name;
    return new Database(url.href, name);
  }

  async drop(): Promise<void> {
    await Database.#query(`DROP DATABASE ${this.name} WITH (FORCE)`);
  }

  static #cluster(): string {
    const url = process.env.PARVIS_TEST_POSTGRES_URL;
    if (!url) throw new Error("PARVIS_TEST_POSTGRES_URL is unset: run the tests with `make test-end2end`");
    return url;
  }

  static async #query(sql: string): Promise<void> {
    const client = new pg.Client(Database.#cluster());
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}
