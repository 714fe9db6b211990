import type { Queries } from "../../src/database/database.ts";
import { hashSecret } from "../../src/database/hashSecret.ts";
import { callers, tokenOf, userOf } from "./callers.ts";
import type { Snapshot } from "./tables.ts";

/** Values a request may use, so that not all are rejected. */
export const passwords = ["sandbox-jdoe", "sandbox-admin", "a-password", "another pa55word"];
export const resetSecret = "a-secret-that-was-mailed";
export const refreshToken = "a-refresh-token-of-the-owner";

const never = 9_999_999_999;

const accessTokens = [...new Set(callers)].flatMap((caller) => {
  const token = tokenOf(caller);
  if (token === undefined) return [];
  const user = userOf[caller] ?? null;
  const client = user === null ? "server" : "web";
  return [{ token_hash: hashSecret(token), client_id: client, user_id: user, expires_at: never }];
});
const owned = { user_id: 2, expires_at: never };
const refresh = {
  ...owned,
  token_hash: hashSecret(refreshToken),
  client_id: "web",
  family: "planted",
};
const reset = { ...owned, secret_hash: hashSecret(resetSecret) };

/** Whether all rows exist: a call may have used or revoked them. */
export const isPlanted = (stored: Snapshot): boolean => {
  const has = (table: "access_tokens" | "refresh_tokens", hash: string) =>
    stored.get(table)?.has(JSON.stringify([hash])) === true;
  return (
    accessTokens.every(({ token_hash }) => has("access_tokens", token_hash)) &&
    has("refresh_tokens", refresh.token_hash) &&
    stored.get("password_resets")?.get("[2]")?.["secret_hash"] === reset.secret_hash
  );
};

/** Restores the rows. */
export const plant = async (queries: Queries): Promise<void> => {
  await queries
    .insertInto("access_tokens")
    .values(accessTokens)
    .onConflict((on) => on.doNothing())
    .execute();
  await queries
    .insertInto("refresh_tokens")
    .values(refresh)
    .onConflict((on) => on.doNothing())
    .execute();
  await queries
    .insertInto("password_resets")
    .values(reset)
    .onConflict((on) => on.column("user_id").doUpdateSet({ secret_hash: reset.secret_hash }))
    .execute();
};
