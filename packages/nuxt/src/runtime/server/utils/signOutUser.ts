import type { H3Event } from "h3";
import type { SessionState } from "../../shared/sessionState.ts";
import { sessionOf } from "../session/eventSession.ts";

/**
 * Ends the session of a request, for a route of your own. The page sees it after `useUserSession().refresh()`.
 *
 * @example
 * ```ts
 * export default defineEventHandler((event) => signOutUser(event));
 * ```
 */
export const signOutUser = async (event: H3Event): Promise<SessionState> => {
  const session = await sessionOf(event);
  await session.end();
  return session.state();
};
