import * as Effect from "effect/Effect";
import { maySeePrivate, userIdOf } from "../access/callerAccess.ts";
import type { Handlers } from "../context/handler.ts";
import { fail } from "../errors/apiError.ts";
import type { Services } from "../context/services.ts";
import { tagsOf } from "../repositories/tagRepository.ts";
import { publicUser } from "./userPrivacy.ts";
import { userOf } from "../repositories/userRecord.ts";
import { registerUser } from "./registerUser.ts";
import { findUser } from "../repositories/userRepository.ts";
import { searchUsers } from "./searchUsers.ts";
import { updateUser } from "./updateUser.ts";

export const userHandlers = (
  services: Services,
): Pick<Handlers, "getUser" | "getUsers" | "registerUser" | "updateUser"> => {
  const { queries } = services.database;
  return {
    getUser: Effect.fnUntraced(function* ({ params }, caller) {
      const id = yield* userIdOf(caller, params.id);
      const row = yield* findUser(queries, id);
      if (row === undefined) return yield* fail("UserNotFound");
      return maySeePrivate(caller, id)
        ? userOf(row, yield* tagsOf(queries, id))
        : publicUser(userOf(row, []));
    }),
    getUsers: ({ query }, caller) => searchUsers(queries, query, caller),
    registerUser: ({ body }, caller) => registerUser(services, body, caller),
    updateUser: Effect.fnUntraced(function* ({ params, body }, caller) {
      yield* updateUser(services, yield* userIdOf(caller, params.id), body, caller);
    }),
  };
};
