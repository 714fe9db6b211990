import * as Schema from "effect/Schema";
import { converted } from "./converted.ts";
import { sensitive } from "./sensitive.ts";
import { Password } from "./user.ts";

const secret = (expected: string) =>
  sensitive(Schema.String.check(Schema.isMinLength(1, { expected })));
const named = (expected: string) => Schema.String.check(Schema.isMinLength(1, { expected }));

// `as const` keeps the documentation in declarations.
const client = {
  /** Id of the application. It is not secret. */
  clientId: named("a client id"),
} as const;

/** Input of `getOAuthToken`, distinguished by `grantType`. Public clients such as `web` have no secret. */
export type TokenRequest = typeof TokenRequestSchema.Type;
export const TokenRequestSchema = Schema.Union([
  Schema.Struct({
    /** OAuth 2.0 grant; decides which other fields there are. */
    grantType: Schema.Literal("client_credentials"),
    ...client,
    /** Secret: never logged or traced. */
    clientSecret: secret("the client's secret"),
  }),
  Schema.Struct({
    /** OAuth 2.0 grant; decides which other fields there are. */
    grantType: Schema.Literal("password"),
    ...client,
    /** Secret: never logged or traced. Public clients such as `web` have none. */
    clientSecret: Schema.optional(secret("the client's secret")),
    /** Name to sign in with. */
    username: named("a user name"),
    /** In plain text. Secret: never logged or traced. */
    password: Password,
  }),
  Schema.Struct({
    /** OAuth 2.0 grant; decides which other fields there are. */
    grantType: Schema.Literal("refresh_token"),
    ...client,
    /** Secret: never logged or traced. Public clients such as `web` have none. */
    clientSecret: Schema.optional(secret("the client's secret")),
    /** Secret: never logged or traced. The API may accept it only once. */
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

/** Response of the token endpoint (`OAuth2Resource`). */
export interface OAuthToken extends Schema.Schema.Type<typeof OAuthTokenSchema> {}
export const OAuthTokenSchema = Schema.Struct({
  /** Sent as `Authorization: Bearer …`. Secret: never logged or traced. */
  accessToken: sensitive(Schema.NonEmptyString),
  /** `bearer`. */
  tokenType: Schema.optional(Schema.String),
  /** Lifetime in seconds, counted from the response. */
  expiresIn: Schema.optional(Seconds),
  /** Gets the next access token. Secret: never logged or traced. Absent for some grants. */
  refreshToken: Schema.optional(sensitive(Schema.String)),
  /** What the token allows, as the API reports it. */
  scope: Schema.optional(Schema.String),
});
