import * as Effect from "effect/Effect";
import { maySeePrivate, userIdOf } from "../access/caller.ts";
import type { Handlers } from "../handlers.ts";
import { refuse } from "../refusal.ts";
import type { Services } from "../services.ts";
import { tagsOf } from "../tags/repository.ts";
import { publicUser } from "./privacy.ts";
import { userOf } from "./record.ts";
import { registerUser } from "./register.ts";
import { findUser } from "./repository.ts";
import { searchUsers } from "./search.ts";
import { updateUser } from "./update.ts";

export const userHandlers = (
  services: Services,
): Pick<Handlers, "getUser" | "getUsers" | "registerUser" | "updateUser"> => {
  const { queries } = services.database;
  return {
    getUser: Effect.fnUntraced(function* ({ params }, caller) {
      const id = yield* userIdOf(caller, params.id);
      const row = yield* findUser(queries, id);
      if (row === undefined) return yield* refuse("UserNotFound");
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
