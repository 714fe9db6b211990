import * as Effect from "effect/Effect";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { maySeePrivate, userIdOf } from "../access/callerAccess.ts";
import type { Handlers } from "../context/handler.ts";
import type { Database } from "../../database/database.ts";
import { readFrom } from "../../database/replica/readFrom.ts";
import { fail } from "../errors/apiError.ts";
import type { Services } from "../context/services.ts";
import { publicUser, userOf } from "../repositories/userRecord.ts";
import { registerUser } from "./registerUser.ts";
import { findPublicUser, findWholeUser } from "../repositories/userRepository.ts";
import { searchCharge, searchUsers } from "./searchUsers.ts";
import { updateUser } from "./updateUser.ts";

const wholeUserIn = (id: number) =>
  Effect.fnUntraced(function* (from: Database) {
    const row = yield* findWholeUser.first(from, { id });
    if (row === undefined) return yield* fail("UserNotFound");
    // The database made the list from the texts.
    return userOf(row, JSON.parse(row.tags) as ReadonlyArray<string>);
  });

const publicUserIn = (id: number) =>
  Effect.fnUntraced(function* (from: Database) {
    const row = yield* findPublicUser.first(from, { id });
    return row === undefined ? yield* fail("UserNotFound") : publicUser.read(row);
  });

export const userHandlers = (
  services: Services,
): Pick<Handlers, "getUser" | "getUsers" | "registerUser" | "updateUser"> => {
  return {
    getUser: Effect.fnUntraced(function* ({ params }) {
      const { caller } = yield* CurrentCall;
      const id = yield* userIdOf(caller, params.id);
      return yield* readFrom(
        services.database,
        maySeePrivate(caller, id) ? wholeUserIn(id) : publicUserIn(id),
      );
    }),
    getUsers: ({ query }) => {
      const charge = searchCharge(services);
      return readFrom(
        services.database,
        (from) => searchUsers(services, query, from, charge),
        // Its errors do not depend on what the replica has.
        () => false,
      );
    },
    registerUser: ({ body }) => registerUser(services, body),
    updateUser: Effect.fnUntraced(function* ({ params, body }) {
      const { caller } = yield* CurrentCall;
      yield* updateUser(services, yield* userIdOf(caller, params.id), body);
    }),
  };
};
