import { defineEventHandler, getQuery } from "h3";
import { sessionOf } from "../session/eventSession.ts";
import { requirePage } from "../request/pageRequest.ts";

/**
 * Returns the state of the session. With `?confirm` the API is asked. Only this route removes a cookie that the API
 * no longer accepts: a slow request with an old cookie must not remove a newer one.
 */
export default defineEventHandler(async (event) => {
  requirePage(event);
  const session = await sessionOf(event);
  if ("confirm" in getQuery(event)) await session.renew();
  else await session.token();
  const state = session.state();
  if (state.status === "expired") await session.end();
  return { state };
});
