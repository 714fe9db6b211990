import { plainUsersError } from "@knetik-users/core";
import { defineEventHandler, readBody, setResponseStatus } from "h3";
import { sessionOf } from "../session/eventSession.ts";
import { grantTokens } from "../session/grantTokens.ts";
import { requirePage } from "../request/pageRequest.ts";

const textOf = (body: unknown, name: string): string => {
  const value: unknown = typeof body === "object" && body !== null && Reflect.get(body, name);
  return typeof value === "string" ? value : "";
};

/** Signs in with a user name and a password: `{ state }`, or `{ error }` with the plain form of the API's error. */
export default defineEventHandler(async (event) => {
  requirePage(event);
  const body: unknown = await readBody(event);
  const granted = await grantTokens(event, {
    grantType: "password",
    username: textOf(body, "username"),
    password: textOf(body, "password"),
  });
  if (!granted.ok) {
    setResponseStatus(event, granted.error.status ?? 422);
    return { error: plainUsersError(granted.error) };
  }
  const session = await sessionOf(event);
  await session.start(granted.value);
  return { state: session.state() };
});
