import * as Effect from "effect/Effect";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { maySeePrivate, userIdOf } from "../access/callerAccess.ts";
import type { Handlers } from "../context/handler.ts";
import { fail } from "../errors/apiError.ts";
import type { Services } from "../context/services.ts";
import { publicUser, userOf } from "../repositories/userRecord.ts";
import { registerUser } from "./registerUser.ts";
import { findPublicUser, findWholeUser } from "../repositories/userRepository.ts";
import { searchUsers } from "./searchUsers.ts";
import { updateUser } from "./updateUser.ts";

export const userHandlers = (
  services: Services,
): Pick<Handlers, "getUser" | "getUsers" | "registerUser" | "updateUser"> => {
  return {
    getUser: Effect.fnUntraced(function* ({ params }) {
      const { caller } = yield* CurrentCall;
      const id = yield* userIdOf(caller, params.id);
      if (maySeePrivate(caller, id)) {
        const row = yield* findWholeUser.first(services.database, { id });
        if (row === undefined) return yield* fail("UserNotFound");
        // The database made the list from the texts.
        return userOf(row, JSON.parse(row.tags) as ReadonlyArray<string>);
      }
      const row = yield* findPublicUser.first(services.database, { id });
      return row === undefined ? yield* fail("UserNotFound") : publicUser.read(row);
    }),
    getUsers: ({ query }) => searchUsers(services.database, query),
    registerUser: ({ body }) => registerUser(services, body),
    updateUser: Effect.fnUntraced(function* ({ params, body }) {
      const { caller } = yield* CurrentCall;
      yield* updateUser(services, yield* userIdOf(caller, params.id), body);
    }),
  };
};
