import type { Selectable } from "kysely";
import { statement } from "../../database/statement.ts";
import type { Tables } from "../../database/tables.ts";

/** Grants of the contract's token endpoint. */
export const grants = ["client_credentials", "password", "refresh_token"] as const;
export type Grant = (typeof grants)[number];

export type ClientRow = Selectable<Tables["oauth_clients"]>;

/** A list of strings as stored. */
export const listToJson = (list: ReadonlyArray<string>): string => JSON.stringify(list);

const listFromJson = (json: string): ReadonlyArray<string> => {
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.map(String) : [];
};

/** The roles of a JSON list. */
export const rolesOf = (json: string): ReadonlySet<string> => new Set(listFromJson(json));
export const rolesOfClient = ({ roles }: Pick<ClientRow, "roles">) => listFromJson(roles);
export const mayUse = (client: Pick<ClientRow, "grants">, grant: Grant) =>
  listFromJson(client.grants).includes(grant);

export const findClient = statement<{ readonly id: string }, ClientRow>(["id"], (queries, { id }) =>
  queries.selectFrom("oauth_clients").selectAll().where("id", "=", id),
);
