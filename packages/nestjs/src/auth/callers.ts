import type { User } from "@knetik-users/core";
import type { ExecutionContext } from "@nestjs/common";

/** Callers by the payload of their message, which is `undefined` if the call has an object of its own. */
type Callers = Map<unknown, User>;

/** The callers of resolvers, gateways and message handlers. Those of HTTP requests are in their context. */
const callers = new WeakMap<object, Callers>();

/** Messages of one client between their guard and their handler. */
const maxMessages = 1_000;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

interface Call {
  readonly owner: object;
  readonly payload: unknown;
}

/**
 * The object that belongs to one call: the context of a GraphQL request, the payload of a WebSocket message,
 * the context of a message. A WebSocket client is shared by its messages, which may have different tokens: a
 * message whose payload is no object is known by the client and the payload.
 */
const callOf = (context: ExecutionContext): Call | undefined => {
  const [first, second, third] = context.getArgs<Array<unknown>>();
  const own = context.getType<string>() === "graphql" ? third : second;
  if (isObject(own)) return { owner: own, payload: undefined };
  const isMessage = context.getType<string>() !== "graphql" && isObject(first);
  return isMessage ? { owner: first, payload: second } : undefined;
};

/** Sets the caller of a call; `undefined` for an anonymous one. */
export const setCaller = (context: ExecutionContext, user: User | undefined): void => {
  const call = callOf(context);
  if (call === undefined) return;
  const { owner, payload } = call;
  const known: Callers = callers.get(owner) ?? new Map<unknown, User>();
  // Set again at the end, so that the oldest comes first.
  known.delete(payload);
  if (user !== undefined) known.set(payload, user);
  if (known.size > maxMessages) known.delete(known.keys().next().value);
  callers.set(owner, known);
};

export const callerOf = (context: ExecutionContext): User | undefined => {
  const call = callOf(context);
  return call === undefined ? undefined : callers.get(call.owner)?.get(call.payload);
};
