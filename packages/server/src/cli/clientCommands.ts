import * as Effect from "effect/Effect";
import type { Role } from "@knetik-users/core/effect";
import { clientTarget } from "../audit/auditEvents.ts";
import { recordAudit } from "../audit/recordAudit.ts";
import { run, runFirst } from "../database/database.ts";
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

/**
 * Gives a client a new secret. The previous one stays valid for the given seconds, so that programs
 * can be changed one after the other.
 */
export const rotateSecret = async (
  choice: DatabaseChoice,
  id: string,
  keepSeconds: number,
): Promise<void> => {
  const secret = makeSecret();
  const until = secondsNow() + keepSeconds;
  await inTransaction(
    choice,
    Effect.fnUntraced(function* (queries) {
      const client = yield* runFirst(
        queries.selectFrom("oauth_clients").selectAll().where("id", "=", id).forUpdate(),
      );
      if (client === undefined)
        return yield* Effect.fail(new Error(`Client ${id} does not exist.`));
      if (client.secret_hash === null) {
        return yield* Effect.fail(new Error(`Client ${id} is public and has no secret.`));
      }
      const previous =
        keepSeconds > 0
          ? { previous_secret_hash: client.secret_hash, previous_secret_until: until }
          : { previous_secret_hash: null, previous_secret_until: null };
      yield* run(
        queries
          .updateTable("oauth_clients")
          .set({ secret_hash: hashSecret(secret), ...previous })
          .where("id", "=", id),
      );
      const target = clientTarget(id);
      yield* recordAudit(queries, secondsNow(), { event: "client.secret.rotated", target });
    }),
  );
  print(
    `client_id      ${id}`,
    `client_secret  ${secret}`,
    "",
    keepSeconds > 0
      ? `The secret is not shown again. The previous one is valid until ${new Date(until * 1_000).toISOString()}.`
      : "The secret is not shown again. The previous one is not valid any more.",
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
