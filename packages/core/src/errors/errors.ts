import { TaggedError } from "./taggedError.ts";
import type { ErrorDetails } from "./details.ts";

/** The input is invalid; nothing was sent. See `issues`. */
export class InvalidInput extends TaggedError("InvalidInput")<ErrorDetails> {}

/** The API rejected the input (400 or 422). See `issues`. */
export class BadRequest extends TaggedError("BadRequest")<ErrorDetails> {
  static readonly status = 400;
  static readonly summary = "The API rejected the request.";
}

/** The API rejected the access token (401), even after a renewal if the client can renew it. */
export class Unauthorized extends TaggedError("Unauthorized")<ErrorDetails> {
  static readonly status = 401;
  static readonly summary = "The access token was rejected.";
}

/** The access token is valid but does not allow this call (403). */
export class Forbidden extends TaggedError("Forbidden")<ErrorDetails> {
  static readonly status = 403;
  static readonly summary = "The access token does not allow this call.";
}

/** The user does not exist (404). */
export class UserNotFound extends TaggedError("UserNotFound")<ErrorDetails> {
  static readonly status = 404;
  static readonly summary = "The user does not exist.";
}

/** The template does not exist (404). */
export class TemplateNotFound extends TaggedError("TemplateNotFound")<ErrorDetails> {
  static readonly status = 404;
  static readonly summary = "The template does not exist.";
}

/** The user name or e-mail address is already taken (409). `issues` names which one. */
export class UserAlreadyExists extends TaggedError("UserAlreadyExists")<ErrorDetails> {
  static readonly status = 409;
  static readonly summary = "The user name or e-mail address is already taken.";
}

/** The name or id of the template is already taken (409). */
export class TemplateAlreadyExists extends TaggedError("TemplateAlreadyExists")<ErrorDetails> {
  static readonly status = 409;
  static readonly summary = "The name or id of the template is already taken.";
}

/** The template still has users (409). Delete it with `{ cascade: "detach" }` to detach them. */
export class TemplateInUse extends TaggedError("TemplateInUse")<ErrorDetails> {
  static readonly status = 409;
  static readonly summary =
    "The template still has users. Delete it with cascade `detach` to detach them.";
}

/** Too many requests (429). */
export class RateLimited extends TaggedError("RateLimited")<
  ErrorDetails & {
    /** The API's `Retry-After`, in milliseconds. */
    readonly retryAfter?: number | undefined;
  }
> {}

/** The API failed (5xx). */
export class ServerError extends TaggedError("ServerError")<
  ErrorDetails & {
    /** The API's `Retry-After`, in milliseconds. */
    readonly retryAfter?: number | undefined;
  }
> {}

/** Why a response could not be used. */
export type UnexpectedReason =
  /** A status that this endpoint does not document. */
  | "status"
  /** A redirect. It is not followed, because the request may contain a password. */
  | "redirect"
  /** A missing body. */
  | "empty"
  /** A body that is not JSON, such as a proxy's page. */
  | "not-json"
  /** JSON of another shape: see `issues`. */
  | "shape"
  /** More bytes than `maxResponseBytes`. */
  | "too-large";

// Not a property, so that loggers do not print it.
const responseTexts = new WeakMap<object, string>();

/** The response is not one that the endpoint documents. Often caused by a proxy or a wrong base URL. */
export class UnexpectedResponse extends TaggedError("UnexpectedResponse")<
  ErrorDetails & {
    /** Why the response could not be used. */
    readonly reason: UnexpectedReason;
  }
> {
  /**
   * The body as it was received, without tokens and passwords. It may contain private data.
   * `undefined` for a body that was too large, and for an error from another process.
   */
  responseText(): string | undefined {
    return responseTexts.get(this);
  }

  /** Makes an error with a {@link responseText}. */
  static withText(
    details: ErrorDetails & { readonly reason: UnexpectedReason },
    text: string,
  ): UnexpectedResponse {
    const error = new UnexpectedResponse(details);
    responseTexts.set(error, text);
    return error;
  }
}

/** Why there was no response. */
export type ConnectionReason =
  /** Nothing is listening at the address. */
  | "refused"
  /** The host name could not be resolved. */
  | "dns"
  /** The host could not be reached. */
  | "unreachable"
  /** The TLS certificate was rejected. */
  | "tls"
  /** The connection closed before the response was complete. */
  | "reset"
  /** The `fetch` option threw an error of its own, or returned no response. See `cause`. */
  | "fetch"
  /** The platform does not tell; browsers never do. */
  | "unknown";

/** There was no complete response. */
export class ConnectionFailed extends TaggedError("ConnectionFailed")<
  ErrorDetails & {
    /** Why there was no response. */
    readonly reason: ConnectionReason;
    /** `"no"` if the request provably never reached the API, so that nothing was changed. */
    readonly reached: "no" | "unknown";
    /** The error that the `fetch` option threw, without secrets. */
    readonly cause?: unknown;
  }
> {}

/** A time limit was exceeded. */
export class TimedOut extends TaggedError("TimedOut")<
  ErrorDetails & {
    /** The limit of one attempt, or of the whole call including retries. */
    readonly limit: "attempt" | "call";
    /** The limit in milliseconds. */
    readonly after: number;
  }
> {}

/** Why there is no access token. */
export type TokenFailureReason =
  /** The client has no credentials, and this endpoint needs a token. */
  | "missing"
  /** The token endpoint rejected the credentials. See `oauthError`. */
  | "rejected"
  /** The token endpoint, the token function or the token store failed. */
  | "unavailable";

/** Could not obtain an access token, so the call was not sent. */
export class TokenFailure extends TaggedError("TokenFailure")<
  ErrorDetails & {
    /** Why there is no access token. */
    readonly reason: TokenFailureReason;
    /** The `error` of RFC 6749, such as `invalid_grant`. */
    readonly oauthError?: string | undefined;
    /** Milliseconds until the next token request. */
    readonly retryAfter?: number | undefined;
  }
> {
  static readonly status = 400;
  static readonly summary = "Could not obtain an access token.";
}

/**
 * The caller cancelled the call, or closed the client (Promise client only; an Effect is interrupted
 * instead). With `attempts` above 0 the API may have processed the request.
 */
export class Aborted extends TaggedError("Aborted")<
  ErrorDetails & {
    /** The `reason` of the signal. Absent if the client was closed. */
    readonly cause?: unknown;
  }
> {
  /** `"AbortError"`, as on the platform's own error. */
  override readonly name = "AbortError";
}
