import { defineEventHandler } from "h3";
import { signOutUser } from "../utils/signOutUser.ts";
import { requirePage } from "../request/pageRequest.ts";

/** Ends the session. */
export default defineEventHandler(async (event) => {
  requirePage(event);
  return { state: await signOutUser(event) };
});
