import { isUsersError, type Result, type UsersClient, type UsersError } from "@knetik-users/core";
import * as endpoints from "@knetik-users/core/endpoints";
import { mapMethods, splitArguments, type Method } from "@knetik-users/core/endpoints";
import type { OperationName } from "@knetik-users/core/effect";
import type { SessionEngine } from "./createSession.ts";

type Args = ReadonlyArray<unknown>;
type Methods<A> = { readonly [name: string]: Method<A> };

/** Operations that carry a token, so that a refusal says something about it. */
const carriesToken = (name: OperationName, args: Args): boolean => {
  const [, options] = splitArguments<{ readonly token?: unknown }>(endpoints[name], args);
  return endpoints[name].auth !== "none" && options?.token === undefined;
};

/** The API will not accept this session any more, however often it is asked. */
const isOver = (error: UsersError): boolean =>
  error._tag === "Unauthorized" ||
  (error._tag === "TokenFailure" && (error.reason === "rejected" || error.reason === "missing"));

/**
 * A client that stays the same while sessions come and go: each call is made by the client of the
 * session of that moment, and cancelled when the session ends.
 */
export const sessionClient = (session: SessionEngine): UsersClient => {
  const { anonymous, ready } = session;
  const current = () => session.live()?.client ?? anonymous;

  const watching = (name: OperationName, args: Args) => {
    const live = session.live();
    return (error: unknown) => {
      if (live === undefined || !isUsersError(error) || !isOver(error)) return;
      if (carriesToken(name, args)) session.expire(live);
    };
  };
  const result = mapMethods(anonymous.result, (name) => async (...args) => {
    await ready;
    const failed = watching(name, args);
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
          const failed = watching(name, args);
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
