import type { H3Event } from "h3";
import type { SessionState } from "../../shared/sessionState.ts";
import { sessionOf } from "../session/eventSession.ts";

/**
 * The state of a request's session, with tokens renewed if they were due. It asks the API for nothing else: use
 * `requireUser` before you show or change what belongs to a user.
 *
 * @example
 * ```ts
 * export default defineEventHandler(async (event) => (await getUserSession(event)).status);
 * ```
 */
export const getUserSession = async (event: H3Event): Promise<SessionState> => {
  const session = await sessionOf(event);
  try {
    await session.token();
  } catch {
    // The API cannot be reached, and so has not ended the session.
  }
  return session.state();
};
