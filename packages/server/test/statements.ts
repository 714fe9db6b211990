import type { KyselyPlugin } from "kysely";
import type { Database } from "../src/database/database.ts";

/** The tables of a statement. */
const tables =
  /"name":"(users|password_resets|outbox|rate_limits|audit_log|access_tokens|refresh_tokens)"/g;

/** A database that records the kind and tables of each statement. */
export const watched = (
  database: Database,
): { readonly database: Database; readonly statements: Array<string> } => {
  const statements: Array<string> = [];
  const spy: KyselyPlugin = {
    transformQuery: ({ node }) => {
      const names = [...JSON.stringify(node).matchAll(tables)].map(([, name]) => name);
      statements.push([node.kind, ...new Set(names)].join(" "));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { database: { ...database, queries: database.queries.withPlugin(spy) }, statements };
};
