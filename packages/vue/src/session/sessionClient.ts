import {
  type Endpoints,
  isUsersError,
  type Result,
  type UsersClient,
  type UsersError,
} from "@knetik-users/core";
import { mapMethods, splitArguments, type Method } from "@knetik-users/core/endpoints";
import { withContract } from "./clientWith.ts";
import type { SessionEngine } from "./createSession.ts";

type Args = ReadonlyArray<unknown>;
type Methods<A> = { readonly [name: string]: Method<A> };

/** Checks whether a call sends the session's token, so that a rejection concerns the session. */
const carriesToken = (endpoint: Endpoints[keyof Endpoints], args: Args): boolean => {
  if (endpoint === undefined) return false;
  const [, options] = splitArguments<{ readonly token?: unknown }>(endpoint, args);
  return endpoint.auth !== "none" && options?.token === undefined;
};

/** Checks whether the API has ended the session, so that retrying is pointless. */
const isEnded = (error: UsersError): boolean =>
  error._tag === "Unauthorized" ||
  (error._tag === "TokenFailure" && (error.reason === "rejected" || error.reason === "missing"));

/**
 * A client that outlives sessions: each call uses the client of the current session and is cancelled
 * when that session ends.
 */
export const sessionClient = (session: SessionEngine, others?: Endpoints): UsersClient => {
  const endpoints = withContract(others);
  const { anonymous, ready } = session;
  const current = () => session.current()?.client ?? anonymous;

  const expireOnRejection = (name: keyof Endpoints, args: Args) => {
    const live = session.current();
    return (error: unknown) => {
      if (live === undefined || !isUsersError(error) || !isEnded(error)) return;
      if (carriesToken(endpoints[name], args)) session.expire(live);
    };
  };
  const result = mapMethods(anonymous.result, (name) => async (...args) => {
    await ready;
    const failed = expireOnRejection(name, args);
    const methods = current().result as unknown as Methods<Promise<Result<unknown, UsersError>>>;
    const outcome = await methods[name]?.(...args);
    if (outcome?.ok === false) failed(outcome.error);
    return outcome;
  });
  const throwing = mapMethods(result, (name) => async (...args) => {
    const outcome = await result[name]?.(...args);
    if (outcome?.ok === false) throw outcome.error;
    return outcome?.value;
  });
  const lists = (group: "all" | "pages") =>
    mapMethods(
      anonymous[group],
      (name) =>
        async function* (...args: Args) {
          await ready;
          const failed = expireOnRejection(name, args);
          try {
            const iterables = current()[group] as unknown as Methods<AsyncIterable<unknown>>;
            yield* iterables[name]?.(...args) ?? [];
          } catch (error) {
            failed(error);
            throw error;
          }
        },
    );

  const client: unknown = {
    ...throwing,
    result,
    all: lists("all"),
    pages: lists("pages"),
    close: session.close,
    [Symbol.asyncDispose]: session.close,
  };
  return client as UsersClient;
};
