import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { inject } from "vitest";

/** A migrated database, used as a template for others. */
export const template = "knetik_users_template";

export const databaseAt = (url: string, name: string): string => {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
};

/** A new database on the engine under test. */
export interface TestDatabase {
  readonly database: "memory" | { readonly file: string } | { readonly url: string };
  readonly drop: () => Promise<void>;
}

const withClient = async (use: (client: Client) => Promise<unknown>): Promise<void> => {
  const client = new Client({ connectionString: inject("postgresUrl") });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
};

const freshPostgres = async (): Promise<TestDatabase> => {
  const name = `knetik_users_${randomUUID().replaceAll("-", "")}`;
  await withClient((client) => client.query(`create database ${name} template ${template}`));
  return {
    database: { url: databaseAt(inject("postgresUrl"), name) },
    drop: () =>
      withClient((client) => client.query(`drop database if exists ${name} with (force)`)),
  };
};

const freshFile = async (): Promise<TestDatabase> => {
  const folder = await mkdtemp(join(tmpdir(), "knetik-users-"));
  return {
    database: { file: join(folder, "users.sqlite") },
    drop: () => rm(folder, { recursive: true, force: true }),
  };
};

export const freshDatabase = async (): Promise<TestDatabase> => {
  switch (inject("engine")) {
    case "memory":
      return { database: "memory", drop: async () => {} };
    case "file":
      return freshFile();
    case "postgres":
      return freshPostgres();
  }
};

/** The same, for a process that may end: an in-memory database would be lost. */
export const freshDurable = (): Promise<TestDatabase> =>
  inject("engine") === "postgres" ? freshPostgres() : freshFile();
