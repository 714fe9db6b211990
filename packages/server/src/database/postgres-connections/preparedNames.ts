import { hashSecret } from "../hashSecret.ts";

/** Names of the prepared statements by their SQL. */
export interface PreparedNames {
  readonly get: (text: string) => string | undefined;
  readonly add: (text: string) => void;
  /** Prepares nothing from now on: the connection pooler does not keep prepared statements. */
  readonly disable: () => void;
}

/** The names are hashes of the SQL, so that clients of a connection pooler can share them. */
export const makePreparedNames = (isEnabled: boolean): PreparedNames => {
  const names = new Map<string, string>();
  let enabled = isEnabled;
  return {
    get: (text) => (enabled ? names.get(text) : undefined),
    add: (text) => {
      if (!names.has(text)) names.set(text, `ku_${hashSecret(text).slice(0, 32)}`);
    },
    disable: () => {
      if (!enabled) return;
      enabled = false;
      process.emitWarning(
        "The connection pooler does not keep prepared statements, so none are used until the next " +
          "start. Set DATABASE_PREPARED_STATEMENTS=false, or use PgBouncer 1.21 or later with " +
          "max_prepared_statements.",
      );
    },
  };
};
