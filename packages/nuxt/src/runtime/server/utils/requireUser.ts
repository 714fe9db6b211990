import type { User } from "@knetik-users/core";
import { createError, type H3Event } from "h3";
import { sessionOf } from "../session/eventSession.ts";
import { serverUsersClient } from "./serverUsersClient.ts";

const users = new WeakMap<H3Event, Promise<User>>();

const load = async (event: H3Event): Promise<User> => {
  const session = await sessionOf(event);
  const unauthorized = () =>
    createError({ statusCode: 401, statusMessage: "Unauthorized", message: "Sign in first." });
  if (session.state().status !== "signed-in") throw unauthorized();
  const read = await serverUsersClient(event).result.getUser("me");
  if (read.ok) return read.value;
  if (read.error._tag === "Unauthorized" || session.state().status !== "signed-in") {
    throw unauthorized();
  }
  const cause = read.error;
  throw createError({ statusCode: 503, message: "The Users API could not be reached.", cause });
};

/**
 * The user of a request, as the API knows it now. Throws a 401 if nobody is signed in or the API no longer accepts
 * the session, and a 503 if the API cannot say.
 *
 * @example
 * ```ts
 * export default defineEventHandler(async (event) => {
 *   const { id } = await requireUser(event);
 *   return { orders: await ordersOf(id) };
 * });
 * ```
 */
export const requireUser = (event: H3Event): Promise<User> => {
  const loading = users.get(event) ?? load(event);
  users.set(event, loading);
  return loading;
};
