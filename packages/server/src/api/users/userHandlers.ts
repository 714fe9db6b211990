import * as Effect from "effect/Effect";
import { CurrentCall } from "../../call-context/currentCall.ts";
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
    getUser: Effect.fnUntraced(function* ({ params }) {
      const { caller } = yield* CurrentCall;
      const id = yield* userIdOf(caller, params.id);
      const row = yield* findUser(queries, id);
      if (row === undefined) return yield* fail("UserNotFound");
      return maySeePrivate(caller, id)
        ? userOf(row, yield* tagsOf(queries, id))
        : publicUser(userOf(row, []));
    }),
    getUsers: ({ query }) => searchUsers(queries, query),
    registerUser: ({ body }) => registerUser(services, body),
    updateUser: Effect.fnUntraced(function* ({ params, body }) {
      const { caller } = yield* CurrentCall;
      yield* updateUser(services, yield* userIdOf(caller, params.id), body);
    }),
  };
};
