import type { TokenFailure } from "@knetik-users/core/effect";
import { Users, type UsersClientOptions } from "@knetik-users/core/effect";
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Stream from "effect/Stream";
import type { Player } from "./promiseTour.ts";
import { failure, heading, note, reportStep, success, type Outcome } from "./report.ts";
import { serverCredentials, type Sandbox } from "./sandbox.ts";

/** Runs a call and prints it. */
const step = <A, E, R>(call: string, run: Effect.Effect<A, E, R>, tell: (answer: A) => Outcome) =>
  Effect.gen(function* () {
    const started = yield* Clock.currentTimeMillis;
    const answer = yield* run;
    reportStep(call, tell(answer), (yield* Clock.currentTimeMillis) - started);
    return answer;
  });

const say = (text: string) => Effect.sync(() => note(text));

/** Fields of a player's card. */
const card = {
  name: "Tour card",
  allowAdditional: false,
  properties: [
    { type: "text", name: "gamePieceColor", required: true, maxLength: 20 },
    { type: "image", name: "avatar", required: false },
    { type: "integer", name: "level", required: false, min: 1, max: 99 },
  ],
} as const;

const templates = (player: Player) =>
  Effect.gen(function* () {
    const users = yield* Users;
    yield* say("A template says which properties a user has.");
    const template = yield* step(
      'createUserTemplate({ name: "Tour card", … })',
      users.createUserTemplate(card),
      ({ id, properties }) => success(`template ${id} with ${properties?.length} properties`),
    );
    yield* step(
      `updateUserTemplate("${template.id}", { allowAdditional: true })`,
      users.updateUserTemplate(template.id, { allowAdditional: true }),
      ({ allowAdditional }) => success(`allowAdditional: ${allowAdditional}`),
    );
    yield* step(
      `getUserTemplate("${template.id}")`,
      users.getUserTemplate(template.id),
      ({ properties }) => success((properties ?? []).map(({ type }) => type).join(", ")),
    );
    yield* step(
      "Stream.runCollect(all.getUserTemplates())",
      Stream.runCollect(users.all.getUserTemplates()),
      (all) => success(Array.from(all, ({ name }) => name).join(", ")),
    );
    yield* step(
      `updateUser(${player.id}, { template, additionalProperties: { level: 100 } })`,
      users
        .updateUser(player.id, {
          template: template.id,
          additionalProperties: {
            gamePieceColor: { type: "text", value: "teal" },
            level: { type: "integer", value: 100 },
          },
        })
        .pipe(
          Effect.as("accepted?"),
          Effect.catchTag("BadRequest", ({ issues }) =>
            Effect.succeed(issues.map(({ field, message }) => `${field}: ${message}`).join("; ")),
          ),
        ),
      (text) => failure(`BadRequest: ${text}`),
    );
    yield* step(
      `updateUser(${player.id}, { template, additionalProperties: { level: 7 } })`,
      users.updateUser(player.id, {
        template: template.id,
        additionalProperties: {
          gamePieceColor: { type: "text", value: "teal" },
          level: { type: "integer", value: 7 },
        },
      }),
      () => success("saved"),
    );
    yield* step(
      `deleteUserTemplate("${template.id}"), then with { cascade: "detach" }`,
      users.deleteUserTemplate(template.id).pipe(
        Effect.as("deleted?"),
        Effect.catchTag("TemplateInUse", (inUse) =>
          Effect.as(
            users.deleteUserTemplate(template.id, { cascade: "detach" }),
            `${inUse._tag} (${inUse.status})`,
          ),
        ),
      ),
      (first) => [failure(first), success("deleted, and taken off its users")],
    );
  });

const passwords = (player: Player, sandbox: Sandbox) =>
  Effect.gen(function* () {
    const users = yield* Users;
    yield* say("A forgotten password. The answer is the same whether or not the account exists.");
    yield* step(
      `submitPasswordReset({ email: "${player.email}" })`,
      users.submitPasswordReset({ email: player.email }),
      () => success("if there is such an account, a message is on its way"),
    );
    yield* step(`startPasswordReset(${player.id})`, users.startPasswordReset(player.id), () =>
      success("a new message; it makes the first one void"),
    );
    const secret = yield* Effect.promise(() => sandbox.readResetSecret(player.email));
    const chosen = "a new, long password";
    yield* step(
      `passwordReset(${player.id}, { password, secret })`,
      users.passwordReset(player.id, { password: chosen, secret }),
      () => success("changed"),
    );
    yield* step(
      `passwordReset(${player.id}, …) with the same secret`,
      Effect.flip(users.passwordReset(player.id, { password: chosen, secret })),
      ({ _tag, issues }) => failure(`${_tag}: ${issues.map(({ field }) => field).join(", ")}`),
    );
    yield* step(
      `setPassword(${player.id}, …) as USERS_ADMIN`,
      users.setPassword(player.id, "set by an admin"),
      () => success("changed; the player's tokens are revoked"),
    );
    yield* step(
      'getOAuthToken({ grantType: "password", … }) with the old password',
      users
        .getOAuthToken({
          grantType: "password",
          clientId: "web",
          username: player.username,
          password: chosen,
        })
        .pipe(
          Effect.as("granted?"),
          Effect.catchTag("TokenFailure", (error: TokenFailure) =>
            Effect.succeed(`${error._tag}: ${error.oauthError}`),
          ),
        ),
      failure,
    );
    yield* step(
      'getOAuthToken({ grantType: "password", … }) with the new one',
      users.getOAuthToken({
        grantType: "password",
        clientId: "web",
        username: player.username,
        password: "set by an admin",
      }),
      ({ expiresIn }) => success(`granted for ${expiresIn} s`),
    );
  });

/** The rest of the API with Effect, with errors in the types. */
export const effectTour = (options: UsersClientOptions, player: Player, sandbox: Sandbox) =>
  Effect.gen(function* () {
    yield* Effect.sync(() => heading('Effect: import { Users } from "@knetik-users/core/effect"'));
    yield* templates(player);
    yield* passwords(player, sandbox);
  }).pipe(Effect.provide(Users.layer({ ...options, auth: serverCredentials })));
