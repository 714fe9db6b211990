import type { FieldIssue, UsersError } from "@knetik-users/core";
import type { ErrorOrigin } from "./error-origin.ts";
import { type ErrorResponse, clientClosedRequest, errorBody } from "./error-response.ts";

/** Facts that the response depends on, besides the error. */
export interface ErrorContext {
  readonly origin: ErrorOrigin | undefined;
  /** `true` if the caller has disconnected. */
  readonly disconnected: boolean;
}

interface Outcome {
  readonly status: number;
  readonly message: string;
  readonly fields?: ReadonlyArray<FieldIssue>;
  /** Milliseconds. */
  readonly retryAfter?: number | undefined;
}

const serviceCredentialsRejected: Outcome = {
  status: 502,
  message: "The user service rejected the credentials of this service.",
};
const invalidToken: Outcome = { status: 401, message: "The access token is missing or invalid." };
const unavailable = (retryAfter?: number): Outcome => ({
  status: 503,
  message: "The user service is currently unavailable.",
  retryAfter,
});

const tokenFailureOutcome = (
  error: Extract<UsersError, { readonly _tag: "TokenFailure" }>,
  { origin }: ErrorContext,
): Outcome => {
  if (origin?.operation === "getOAuthToken") {
    // The caller's own sign-in. A rejected client, however, is this service's mistake.
    if (error.oauthError === "invalid_grant") {
      return { status: 401, message: "The credentials are invalid." };
    }
    if (error.reason === "rejected") return serviceCredentialsRejected;
  }
  if (origin?.byCaller === true) return invalidToken;
  switch (error.reason) {
    case "rejected":
      return serviceCredentialsRejected;
    case "unavailable":
      return unavailable(error.retryAfter);
    case "missing":
      return { status: 500, message: "This service has no credentials for the user service." };
  }
};

/** The switch is exhaustive, so an error without a response does not compile. */
const outcomeOf = (error: UsersError, context: ErrorContext): Outcome => {
  const byCaller = context.origin?.byCaller === true;
  switch (error._tag) {
    case "InvalidInput":
    case "BadRequest":
      return { status: 400, message: "The request is invalid.", fields: error.issues };
    case "Unauthorized":
      return byCaller ? invalidToken : serviceCredentialsRejected;
    case "Forbidden":
      return byCaller
        ? { status: 403, message: "You are not allowed to do this." }
        : serviceCredentialsRejected;
    case "UserNotFound":
      return { status: 404, message: "The user does not exist." };
    case "TemplateNotFound":
      return { status: 404, message: "The template does not exist." };
    case "UserAlreadyExists":
      return {
        status: 409,
        message: "The user name or e-mail address is already taken.",
        fields: error.issues,
      };
    case "TemplateAlreadyExists":
      return {
        status: 409,
        message: "The name or id of the template is already taken.",
        fields: error.issues,
      };
    case "TemplateInUse":
      return { status: 409, message: "The template still has users.", fields: error.issues };
    case "RateLimited":
      return { status: 429, message: "Too many requests.", retryAfter: error.retryAfter };
    case "ServerError":
      return error.status === 503
        ? unavailable(error.retryAfter)
        : { status: 502, message: "The user service failed.", retryAfter: error.retryAfter };
    case "UnexpectedResponse":
      return { status: 502, message: "The user service sent an invalid response." };
    case "ConnectionFailed":
      return unavailable();
    case "TimedOut":
      return { status: 504, message: "The user service did not respond in time." };
    case "TokenFailure":
      return tokenFailureOutcome(error, context);
    case "Aborted":
      return context.disconnected
        ? { status: clientClosedRequest, message: "The caller disconnected." }
        : { status: 503, message: "The call was cancelled." };
  }
};

/** The HTTP response for an error. Only the field messages come from the API. */
export const toErrorResponse = (error: UsersError, context: ErrorContext): ErrorResponse => {
  const { status, message, fields, retryAfter } = outcomeOf(error, context);
  return {
    status,
    headers: {
      ...(status === 401 && { "www-authenticate": "Bearer" }),
      ...(retryAfter !== undefined && {
        "retry-after": String(Math.max(1, Math.ceil(retryAfter / 1000))),
      }),
    },
    body: errorBody(status, error._tag, message, fields),
  };
};
