import type { FieldIssue, UsersError } from "@knetik-users/core";
import type { ErrorOrigin } from "../service/errorOrigin.ts";
import { type Answer, clientClosedRequest, errorBody } from "./answer.ts";

/** What the answer depends on besides the error. */
export interface Circumstances {
  readonly origin: ErrorOrigin | undefined;
  /** Whether the caller has gone away. */
  readonly callerGone: boolean;
}

interface Outcome {
  readonly status: number;
  readonly message: string;
  readonly fields?: ReadonlyArray<FieldIssue>;
  /** Milliseconds. */
  readonly retryAfter?: number | undefined;
}

const upstreamRefusesService: Outcome = {
  status: 502,
  message: "The user service refused this service.",
};
const signInAgain: Outcome = { status: 401, message: "The access token is missing or not valid." };
const unavailable = (retryAfter?: number): Outcome => ({
  status: 503,
  message: "The user service cannot be reached at the moment.",
  retryAfter,
});

const ofToken = (
  error: Extract<UsersError, { readonly _tag: "TokenFailure" }>,
  { origin }: Circumstances,
): Outcome => {
  if (origin?.operation === "getOAuthToken") {
    // The caller's own sign-in. A refused client, though, is this service's own.
    if (error.oauthError === "invalid_grant") {
      return { status: 401, message: "The credentials are not valid." };
    }
    if (error.reason === "rejected") return upstreamRefusesService;
  }
  if (origin?.byCaller === true) return signInAgain;
  switch (error.reason) {
    case "rejected":
      return upstreamRefusesService;
    case "unavailable":
      return unavailable(error.retryAfter);
    case "missing":
      return { status: 500, message: "This service has no credentials for the user service." };
  }
};

/** The one place that says which HTTP answer an error is. */
const outcomeOf = (error: UsersError, circumstances: Circumstances): Outcome => {
  const byCaller = circumstances.origin?.byCaller === true;
  switch (error._tag) {
    case "InvalidInput":
    case "BadRequest":
      return { status: 400, message: "The request is not valid.", fields: error.issues };
    case "Unauthorized":
      return byCaller ? signInAgain : upstreamRefusesService;
    case "Forbidden":
      return byCaller ? { status: 403, message: "You may not do this." } : upstreamRefusesService;
    case "UserNotFound":
      return { status: 404, message: "There is no such user." };
    case "TemplateNotFound":
      return { status: 404, message: "There is no such template." };
    case "UserAlreadyExists":
      return {
        status: 409,
        message: "The user name or the e-mail address is taken.",
        fields: error.issues,
      };
    case "TemplateAlreadyExists":
      return {
        status: 409,
        message: "The name or the id of the template is taken.",
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
      return { status: 502, message: "The user service gave an answer that is not understood." };
    case "ConnectionFailed":
      return unavailable();
    case "TimedOut":
      return { status: 504, message: "The user service did not answer in time." };
    case "TokenFailure":
      return ofToken(error, circumstances);
    case "Aborted":
      return circumstances.callerGone
        ? { status: clientClosedRequest, message: "The caller went away." }
        : { status: 503, message: "The call was cancelled." };
  }
};

/** The HTTP answer of an error. Nothing in it was written by the API but the notes on fields. */
export const answerOf = (error: UsersError, circumstances: Circumstances): Answer => {
  const { status, message, fields, retryAfter } = outcomeOf(error, circumstances);
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
