import { plainUsersError } from "@knetik-users/core";
import { defineEventHandler, setResponseStatus } from "h3";
import { signInUser } from "../utils/signInUser.ts";
import { readLimitedBody } from "../request/limitedBody.ts";
import { requirePage } from "../request/pageRequest.ts";

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

const textOf = (body: unknown, name: string): string => {
  const value: unknown = typeof body === "object" && body !== null && Reflect.get(body, name);
  return typeof value === "string" ? value : "";
};

/** Signs in with a user name and a password: `{ state }`, or `{ error }` with the plain form of the API's error. */
export default defineEventHandler(async (event) => {
  requirePage(event);
  const body = parse((await readLimitedBody(event)) ?? "");
  const signedIn = await signInUser(event, {
    username: textOf(body, "username"),
    password: textOf(body, "password"),
  });
  if (signedIn.ok) return { state: signedIn.value };
  setResponseStatus(event, signedIn.error.status ?? 422);
  return { error: plainUsersError(signedIn.error) };
});
