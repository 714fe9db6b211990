import * as Effect from "effect/Effect";
import { openDatabase } from "../../src/database/database.ts";
import type { DatabaseChoice } from "../../src/database/databaseKind.ts";
import { databaseKind } from "../../src/database/resolveDatabase.ts";
import { listToJson } from "../../src/api/repositories/oauthClients.ts";
import { hashPassword } from "../../src/api/password-hashing/passwordHash.ts";
import { hashSecret } from "../../src/database/hashSecret.ts";
import { fill } from "../million.ts";

const password = "a password of the bench";
const secret = "a secret of the bench";

/** Requests, in autocannon's format. */
export interface Asked {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Requests of each kind, spread over all users. */
export interface Scene {
  readonly reads: ReadonlyArray<Asked>;
  readonly passwords: ReadonlyArray<Asked>;
  readonly clients: ReadonlyArray<Asked>;
}

const tokenRequest = (form: Record<string, string>): Asked => ({
  method: "POST",
  path: "/oauth/token",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams(form).toString(),
});

const kinds = 200;

/** Fills a database with clients and users who can sign in. */
export const prepare = async (choice: DatabaseChoice, users: number): Promise<Scene> => {
  const database = await openDatabase(databaseKind(choice));
  await fill(database, users, 1);
  const { queries } = database;
  const hash = await Effect.runPromise(hashPassword(password));
  await queries.updateTable("users").set({ password_hash: hash }).execute();
  const client = { grants: listToJson(["password", "client_credentials"]), roles: listToJson([]) };
  await queries
    .insertInto("oauth_clients")
    .values([
      { ...client, id: "public", secret_hash: null },
      { ...client, id: "confidential", secret_hash: hashSecret(secret) },
    ])
    .execute();
  const ids = Array.from({ length: kinds }, (_, index) => 1 + Math.floor((index * users) / kinds));
  const people = await queries
    .selectFrom("users")
    .select("username")
    .where("id", "in", ids)
    .execute();
  await database.close();
  return {
    reads: ids.map((id) => ({ method: "GET", path: `/users/${id}` })),
    passwords: people.map(({ username }) =>
      tokenRequest({ grant_type: "password", client_id: "public", username, password }),
    ),
    clients: [
      tokenRequest({
        grant_type: "client_credentials",
        client_id: "confidential",
        client_secret: secret,
      }),
    ],
  };
};
