import * as Data from "effect/Data";
import type { ErrorDetails } from "./details.ts";

/** The call was refused before anything was sent: see `issues`. */
export class InvalidInput extends Data.TaggedError("InvalidInput")<ErrorDetails> {}

/** The API refused what was sent (400 or 422): see `issues`. */
export class BadRequest extends Data.TaggedError("BadRequest")<ErrorDetails> {
  static readonly status = 400;
  static readonly summary = "The API refused the request.";
}

/** The access token was refused (401), also after it was renewed where that is possible. */
export class Unauthorized extends Data.TaggedError("Unauthorized")<ErrorDetails> {
  static readonly status = 401;
  static readonly summary = "The access token was refused.";
}

/** The access token is good, but may not do this (403). */
export class Forbidden extends Data.TaggedError("Forbidden")<ErrorDetails> {
  static readonly status = 403;
  static readonly summary = "The access token may not do this.";
}

/** There is no such user (404). */
export class UserNotFound extends Data.TaggedError("UserNotFound")<ErrorDetails> {
  static readonly status = 404;
  static readonly summary = "There is no such user.";
}

/** There is no such template (404). */
export class TemplateNotFound extends Data.TaggedError("TemplateNotFound")<ErrorDetails> {
  static readonly status = 404;
  static readonly summary = "There is no such template.";
}

/** The user name or the e-mail address is taken (409): `issues` names which. */
export class UserAlreadyExists extends Data.TaggedError("UserAlreadyExists")<ErrorDetails> {
  static readonly status = 409;
  static readonly summary = "The user name or the e-mail address is taken.";
}

/** The name or the id of the template is taken (409). */
export class TemplateAlreadyExists extends Data.TaggedError("TemplateAlreadyExists")<ErrorDetails> {
  static readonly status = 409;
  static readonly summary = "The name or the id of the template is taken.";
}

/** The template still has users (409). Delete it with `{ cascade: "detach" }` to let go of them. */
export class TemplateInUse extends Data.TaggedError("TemplateInUse")<ErrorDetails> {
  static readonly status = 409;
  static readonly summary =
    "The template still has users; delete it with the cascade `detach` to let go of them.";
}

/** Too many requests (429). */
export class RateLimited extends Data.TaggedError("RateLimited")<
  ErrorDetails & {
    /** Milliseconds the API asked to wait, if it said so. */
    readonly retryAfter?: number | undefined;
  }
> {}

/** The API failed (5xx). */
export class ServerError extends Data.TaggedError("ServerError")<
  ErrorDetails & {
    /** Milliseconds the API asked to wait, if it said so. */
    readonly retryAfter?: number | undefined;
  }
> {}

/** Why an answer could not be used. */
export type UnexpectedReason =
  /** A status that this endpoint does not document. */
  | "status"
  /** A redirect; it is not followed, since the request may hold a password. */
  | "redirect"
  /** No body where one is due. */
  | "empty"
  /** A body that is not JSON, such as a proxy's page. */
  | "not-json"
  /** JSON of another shape: see `issues`. */
  | "shape"
  /** More bytes than `maxResponseBytes`. */
  | "too-large";

/** The answer is not one this endpoint gives. Often a proxy or a wrong base URL. */
export class UnexpectedResponse extends Data.TaggedError("UnexpectedResponse")<
  ErrorDetails & { readonly reason: UnexpectedReason }
> {}

/** Why there was no answer. */
export type ConnectionReason =
  /** Nobody listens at that address. */
  | "refused"
  /** The host name cannot be resolved. */
  | "dns"
  /** The host cannot be reached. */
  | "unreachable"
  /** The certificate was not accepted. */
  | "tls"
  /** The connection broke while the request or the answer was on its way. */
  | "reset"
  /** The platform does not say; browsers never do. */
  | "unknown";

/** No complete answer came back. */
export class ConnectionFailed extends Data.TaggedError("ConnectionFailed")<
  ErrorDetails & {
    readonly reason: ConnectionReason;
    /** `"no"` where the request provably never reached the API, so that nothing has happened there. */
    readonly reached: "no" | "unknown";
  }
> {}

/** A time limit ran out. */
export class TimedOut extends Data.TaggedError("TimedOut")<
  ErrorDetails & {
    /** The limit of one attempt, or of the whole call with its retries. */
    readonly limit: "attempt" | "call";
    /** The limit in milliseconds. */
    readonly after: number;
  }
> {}

/** Why there is no access token. */
export type TokenFailureReason =
  /** The client has no credentials, and this endpoint needs a token. */
  | "missing"
  /** The token endpoint refused the credentials: see `oauthError`. */
  | "rejected"
  /** The token endpoint, the token function or the token store failed. */
  | "unavailable";

/** No access token could be had, so the call was not sent. */
export class TokenFailure extends Data.TaggedError("TokenFailure")<
  ErrorDetails & {
    readonly reason: TokenFailureReason;
    /** The `error` of RFC 6749, such as `invalid_grant`. */
    readonly oauthError?: string | undefined;
    /** Milliseconds until a token is asked for again, after a failure. */
    readonly retryAfter?: number | undefined;
  }
> {
  static readonly status = 400;
  static readonly summary = "No access token could be had.";
}

/** The caller cancelled the call (Promise client only; an Effect is interrupted instead). */
export class Aborted extends Data.TaggedError("Aborted")<ErrorDetails> {
  /** `"AbortError"`, which is what the platform calls it. */
  override readonly name = "AbortError";
}
