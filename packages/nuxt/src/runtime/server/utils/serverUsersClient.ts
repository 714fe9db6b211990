import { createUsersClient, type UsersClient } from "@knetik-users/core";
import type { H3Event } from "h3";
import { headersForApi } from "../request/eventHeaders.ts";
import { apiOptions } from "../request/serverConfig.ts";
import { openedSession, sessionOf } from "../session/eventSession.ts";

const clients = new WeakMap<H3Event, UsersClient>();

/**
 * A client of the Users API that acts for the user of a request, or anonymously if nobody is signed in. It is
 * closed when the response has been sent.
 *
 * @example
 * ```ts
 * export default defineEventHandler((event) => serverUsersClient(event).getUsers({ size: 10 }));
 * ```
 */
export const serverUsersClient = (event: H3Event): UsersClient => {
  const known = clients.get(event);
  if (known !== undefined) return known;
  const client = createUsersClient({
    ...apiOptions(event),
    headers: headersForApi(event),
    auth: { token: async (context) => (await sessionOf(event)).token(context) },
  });
  clients.set(event, client);
  return client;
};

/** Writes renewed tokens into the response, which is kept out of shared caches. */
export const finishSession = async (event: H3Event): Promise<void> => {
  await (await openedSession(event))?.finish();
};

/** Closes the client of a request. */
export const closeUsersClient = async (event: H3Event): Promise<void> => {
  await clients.get(event)?.close();
};
