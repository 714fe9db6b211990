import type { User } from "@knetik-users/core";
import type { ExecutionContext } from "@nestjs/common";

/** The callers of resolvers, gateways and message handlers. Those of HTTP requests are in their context. */
const callers = new WeakMap<object, User>();

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/**
 * The object that belongs to one call: the context of a GraphQL request, the payload of a WebSocket message,
 * the context of a message. A WebSocket client is shared by its messages, which may have different tokens.
 */
const callOf = (context: ExecutionContext): object | undefined => {
  const [first, second, third] = context.getArgs<Array<unknown>>();
  const candidates = context.getType<string>() === "graphql" ? [third] : [second, first];
  return candidates.find(isObject);
};

export const setCaller = (context: ExecutionContext, user: User): void => {
  const call = callOf(context);
  if (call !== undefined) callers.set(call, user);
};

export const callerOf = (context: ExecutionContext): User | undefined => {
  const call = callOf(context);
  return call === undefined ? undefined : callers.get(call);
};
