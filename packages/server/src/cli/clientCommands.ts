import * as Effect from "effect/Effect";
import type { Role } from "@knetik-users/core/effect";
import { clientTarget } from "../audit/auditEvents.ts";
import { recordAudit } from "../audit/recordAudit.ts";
import { run } from "../database/database.ts";
import type { DatabaseChoice } from "../database/databaseKind.ts";
import { type Grant, grants, listToJson, rolesOfClient } from "../api/repositories/oauthClients.ts";
import { hashSecret, makeSecret } from "../database/hashSecret.ts";
import { inTransaction, print, secondsNow } from "./withDatabase.ts";

/** Grants of a public client. Without a secret it cannot act on its own behalf. */
const publicGrants: ReadonlyArray<Grant> = ["password", "refresh_token"];

interface NewClient {
  readonly roles: ReadonlyArray<Role>;
  readonly isPublic: boolean;
}

/** Creates a client. A new database needs one for administration and sign-in. */
export const createClient = async (
  choice: DatabaseChoice,
  id: string,
  { roles, isPublic }: NewClient,
): Promise<void> => {
  if (isPublic && roles.length > 0) throw new Error("A public client has no roles; its users do.");
  const secret = isPublic ? undefined : makeSecret();
  await inTransaction(
    choice,
    Effect.fnUntraced(function* (queries) {
      const created = yield* run(
        queries
          .insertInto("oauth_clients")
          .values({
            id,
            secret_hash: secret === undefined ? null : hashSecret(secret),
            grants: listToJson(isPublic ? publicGrants : grants),
            roles: listToJson(roles),
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning("id"),
      );
      if (created.length === 0) {
        return yield* Effect.fail(new Error(`Client ${id} already exists.`));
      }
      const target = clientTarget(id);
      yield* recordAudit(queries, secondsNow(), { event: "client.created", target, fields: roles });
    }),
  );
  print(
    `client_id      ${id}`,
    ...(secret === undefined
      ? ["", "It is public and has no secret. Users sign in with it."]
      : [`client_secret  ${secret}`, "", "The secret is not shown again."]),
  );
};

/** Deletes a client and all its tokens. */
export const deleteClient = async (choice: DatabaseChoice, id: string): Promise<void> => {
  await inTransaction(
    choice,
    Effect.fnUntraced(function* (queries) {
      const deleted = yield* run(
        queries.deleteFrom("oauth_clients").where("id", "=", id).returning("id"),
      );
      if (deleted.length === 0)
        return yield* Effect.fail(new Error(`Client ${id} does not exist.`));
      yield* recordAudit(queries, secondsNow(), {
        event: "client.deleted",
        target: clientTarget(id),
      });
    }),
  );
  print(`Deleted client ${id} and its tokens.`);
};

export const listClients = async (choice: DatabaseChoice): Promise<void> => {
  const clients = await inTransaction(choice, (queries) =>
    run(queries.selectFrom("oauth_clients").selectAll().orderBy("id")),
  );
  const width = Math.max(0, ...clients.map(({ id }) => id.length)) + 2;
  print(
    ...clients.map((client) => {
      const kind = client.secret_hash === null ? "public" : "confidential";
      const roles = rolesOfClient(client);
      return `${client.id.padEnd(width)}${kind.padEnd(14)}${roles.length === 0 ? "no role" : roles.join(", ")}`;
    }),
  );
};
