import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/database/database.ts";
import { postgres } from "../../src/database/postgres.ts";
import { startCluster } from "./cluster.ts";
import { databaseAt, template } from "./databases.ts";

declare module "vitest" {
  interface ProvidedContext {
    engine: "memory" | "file" | "postgres";
    /** Whether `test:long` runs. */
    isLong: boolean;
    postgresUrl: string;
  }
}

/** The server's limits of a few seconds are for production: a busy machine exceeds them. */
const patient = (url: string): string => {
  const longer = new URL(url);
  for (const [name, value] of Object.entries({
    connect_timeout: "120",
    lock_timeout: "120000",
    statement_timeout: "240000",
    query_timeout: "250000",
    idle_in_transaction_session_timeout: "250000",
  })) {
    if (!longer.searchParams.has(name)) longer.searchParams.set(name, value);
  }
  return longer.href;
};

/** One PostgreSQL server for all tests: `DATABASE_URL`'s, or a temporary one. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { DATABASE_URL: given = "" } = process.env;
  const cluster = given === "" ? await startCluster() : undefined;
  const url = patient(cluster?.url ?? given);
  project.provide("postgresUrl", url);

  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`drop database if exists ${template}`);
  await client.query(`create database ${template}`);
  const made = await openDatabase(postgres({ url: databaseAt(url, template), poolSize: 1 }));
  await made.close();
  return async () => {
    await client.query(`drop database if exists ${template}`);
    await client.end();
    await cluster?.[Symbol.asyncDispose]();
  };
};
