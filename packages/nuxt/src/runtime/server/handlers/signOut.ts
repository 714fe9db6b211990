import { defineEventHandler } from "h3";
import { sessionOf } from "../session/eventSession.ts";
import { requirePage } from "../request/pageRequest.ts";

/** Ends the session. */
export default defineEventHandler(async (event) => {
  requirePage(event);
  const session = await sessionOf(event);
  await session.end();
  return { state: session.state() };
});
