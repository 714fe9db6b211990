import type { Aborted, ErrorOf, Result } from "@knetik-users/core";
import type { H3Event } from "h3";
import type { SessionState } from "../../shared/sessionState.ts";
import { sessionOf } from "../session/eventSession.ts";
import { grantTokens } from "../session/grantTokens.ts";

/**
 * Signs in with a user name and a password, for a route of your own with checks of its own. The page sees it after
 * `useUserSession().refresh()`. Check where the request comes from, as the module's own route does.
 *
 * @example
 * ```ts
 * export default defineEventHandler(async (event) => {
 *   const { ok } = await signInUser(event, await readBody(event));
 *   return { ok };
 * });
 * ```
 */
export const signInUser = async (
  event: H3Event,
  { username, password }: { readonly username: string; readonly password: string },
): Promise<Result<SessionState, ErrorOf<"getOAuthToken"> | Aborted>> => {
  const granted = await grantTokens(event, { grantType: "password", username, password });
  if (!granted.ok) return granted;
  const session = await sessionOf(event);
  await session.start(granted.value);
  return { ok: true, value: session.state() };
};
