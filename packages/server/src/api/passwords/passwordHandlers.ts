import * as Effect from "effect/Effect";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { transaction } from "../../database/database.ts";
import { requireEnabled } from "../access/callerAccess.ts";
import type { Handlers } from "../context/handler.ts";
import { fail } from "../errors/apiError.ts";
import type { Services } from "../context/services.ts";
import { lockUser } from "../repositories/userRepository.ts";
import { changePassword } from "./changePassword.ts";
import { finishReset } from "./finishReset.ts";
import { passwordIssues } from "./passwordPolicy.ts";
import { startReset, submitReset } from "./requestReset.ts";

export const passwordHandlers = (
  services: Services,
): Pick<
  Handlers,
  "passwordReset" | "setPassword" | "startPasswordReset" | "submitPasswordReset"
> => ({
  passwordReset: ({ params, body }) => finishReset(services, params.id, body),
  setPassword: Effect.fnUntraced(function* ({ params, body: password }) {
    const issues = yield* passwordIssues(password);
    if (issues.length > 0) return yield* fail("BadRequest", issues);
    const { caller } = yield* CurrentCall;
    const hash = yield* services.passwords.hash(password);
    yield* transaction(
      services.database,
      Effect.fnUntraced(function* (queries) {
        const user = yield* lockUser(queries, params.id);
        if (user === undefined) return yield* fail("UserNotFound");
        yield* requireEnabled(caller, user);
        yield* changePassword(queries, services.now(), user, { password, hash });
      }),
    );
  }),
  startPasswordReset: ({ params }) => startReset(services, params.id),
  submitPasswordReset: ({ body }) => submitReset(services, body),
});
