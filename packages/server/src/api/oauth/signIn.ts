import type { OAuthToken } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { touchUser } from "../access/userActivity.ts";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { run, transaction } from "../../database/database.ts";
import { consume } from "../../rate-limits/consume.ts";
import { accountSubject } from "../../rate-limits/rateLimitSubjects.ts";
import { TokenError } from "../errors/apiError.ts";
import type { RetryLater } from "../../rate-limits/retryLater.ts";
import type { Services } from "../context/services.ts";
import { findUserByLogin, lockUser } from "../repositories/userRepository.ts";
import { beginFamily } from "./refreshGrant.ts";

interface SignIn {
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
}

const consumeSignIn = Effect.fnUntraced(function* (services: Services, { username }: SignIn) {
  const { address } = yield* CurrentCall;
  const account = accountSubject(username);
  yield* consume(
    services,
    { limit: "signIn.address", subject: address },
    { limit: "signIn.account", subject: account },
    {
      limit: "signIn.accountFromAddress",
      subject: address === undefined ? undefined : `${address} ${account}`,
    },
  );
});

/**
 * Issues tokens for a user name and password. An unknown name, a user without a password and a
 * wrong password take the same steps in the same order.
 */
export const signIn = Effect.fnUntraced(function* (
  services: Services,
  request: SignIn,
): Effect.fn.Return<OAuthToken, TokenError | RetryLater> {
  const { database, passwords, now } = services;
  const { clientId, password } = request;
  yield* consumeSignIn(services, request);
  const user = yield* findUserByLogin(database.queries, request.username);
  const target = user === undefined ? undefined : userTarget(user.id);
  const refused = Effect.fnUntraced(function* () {
    const failed = { event: "sign_in.failed", target, clientId } as const;
    yield* transaction(database, (queries) => recordAudit(queries, now(), failed));
    return yield* new TokenError({
      error: "invalid_grant",
      description: "Wrong user name or password.",
    });
  });
  const isRight = yield* passwords.verify(password, user?.password_hash);
  const stored = user?.password_hash;
  if (user === undefined || stored === undefined || stored === null || !isRight) {
    return yield* refused();
  }
  const renewed = yield* passwords.renew(password, stored);
  const granted = yield* transaction(
    database,
    Effect.fnUntraced(function* (queries) {
      // The password may have changed, and the user may have been disabled, during the verification.
      const row = yield* lockUser(queries, user.id);
      if (row?.password_hash !== stored || row.disabled_at !== null) return undefined;
      if (renewed !== undefined) {
        const column = { password_hash: renewed };
        yield* run(queries.updateTable("users").set(column).where("id", "=", user.id));
      }
      yield* touchUser(services, queries, user.id, null);
      yield* recordAudit(queries, now(), { event: "sign_in.succeeded", target, clientId });
      return yield* beginFamily(services, queries, clientId, user.id);
    }),
  );
  return granted ?? (yield* refused());
});
