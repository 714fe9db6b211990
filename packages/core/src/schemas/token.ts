import * as Schema from "effect/Schema";
import { converted } from "./converted.ts";
import { sensitive } from "./sensitive.ts";
import { Password } from "./user.ts";

const secret = (expected: string) =>
  sensitive(Schema.String.check(Schema.isMinLength(1, { expected })));
const named = (expected: string) => Schema.String.check(Schema.isMinLength(1, { expected }));

// `as const` keeps the documentation in declarations.
const client = {
  clientId: named("a client id"),
} as const;

export const TokenRequestSchema = Schema.Union([
  Schema.Struct({
    grantType: Schema.Literal("client_credentials"),
    ...client,
    clientSecret: secret("the client's secret"),
  }),
  Schema.Struct({
    grantType: Schema.Literal("password"),
    ...client,
    clientSecret: Schema.optional(secret("the client's secret")),
    username: named("a user name"),
    password: Password,
  }),
  Schema.Struct({
    grantType: Schema.Literal("refresh_token"),
    ...client,
    clientSecret: Schema.optional(secret("the client's secret")),
    refreshToken: secret("a refresh token"),
  }),
]);

/** Seconds: text according to the model's page, a number in the API's example. */
const Seconds = Schema.Union([
  Schema.Finite,
  converted(
    Schema.String.check(Schema.isPattern(/^\d+(\.\d+)?$/, { expected: "a number of seconds" })),
    Schema.Finite,
    "numberFromText",
  ),
]);

export const OAuthTokenSchema = Schema.Struct({
  accessToken: sensitive(Schema.NonEmptyString),
  tokenType: Schema.optional(Schema.String),
  expiresIn: Schema.optional(Seconds),
  refreshToken: Schema.optional(sensitive(Schema.String)),
  scope: Schema.optional(Schema.String),
});
