import {
  createUsersClient,
  isUsersError,
  plainUsersError,
  UserNotFound,
  usersErrorFromPlain,
} from "@knetik-users/core";
import * as effectEntry from "@knetik-users/core/effect";
import { getUser } from "@knetik-users/core/endpoints";
import * as Effect from "effect/Effect";
import type { Addresses } from "./exercise.ts";

/** Uses the Promise client, which contains a part of Effect, beside the peer. The result can be written as JSON. */
export const bothEntries = async ({ sandbox }: Addresses) => {
  const users = createUsersClient({ baseUrl: sandbox });
  const rejected: unknown = await users.getUser(999_999).catch((error: unknown) => error);

  const program = Effect.gen(function* () {
    const service = yield* effectEntry.Users;
    const failed = yield* Effect.flip(service.getUser(999_999));
    // A second Promise client, which runs in the peer.
    const client = effectEntry.promiseClient(effectEntry.contract, service);
    const user = yield* Effect.promise(() => client.getUser(1));
    return { failed, id: user.id };
  }).pipe(Effect.provide(effectEntry.Users.layer({ baseUrl: sandbox })));
  const { failed, id } = await Effect.runPromise(program);

  const caught = await Effect.runPromise(
    Effect.tryPromise({
      try: () => users.getUser(999_999),
      catch: (error) => (isUsersError(error) ? error : Effect.die(error)),
    }).pipe(
      Effect.catchTag("UserNotFound", ({ status }) => Effect.succeed(`UserNotFound ${status}`)),
    ),
  );
  await users.close();

  const plain: unknown = structuredClone(plainUsersError(failed));
  return {
    caught,
    id,
    areErrors: isUsersError(rejected) && effectEntry.isUsersError(failed),
    rejectedIsInstance: rejected instanceof effectEntry.UserNotFound,
    failedIsInstance: failed instanceof UserNotFound,
    restoredIsInstance: usersErrorFromPlain(plain) instanceof effectEntry.UserNotFound,
    endpointsAreSame: getUser === effectEntry.contract.getUser,
  };
};
