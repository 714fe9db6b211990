import { TokenFailure } from "@knetik-users/core";
import { contract, type OperationName } from "@knetik-users/core/effect";
import {
  ambientRequest,
  currentRequest,
  type RequestContext,
} from "../request-context/request-context.ts";

/** The token of calls that do not name one. */
export type TokenSource =
  /** The service's own, or the current request's if tokens are forwarded. */
  | { readonly token: "default" }
  /** The service's own. */
  | { readonly token: "own" }
  /** This token; `null` for none. */
  | { readonly token: "given"; readonly given: string | null }
  /** That of this request, even when it is over. */
  | { readonly token: "request"; readonly request: RequestContext };

/** The token to send: `null` for none, `undefined` for the client's own. Or why the call is refused. */
export type ResolvedToken =
  | { readonly value: string | null | undefined; readonly refusal?: undefined }
  | { readonly refusal: TokenFailure };

const missing = (operation: string, message: string): TokenFailure =>
  new TokenFailure({
    operation,
    message: `${operation}: ${message}`,
    reason: "missing",
    issues: [],
    retryable: false,
    attempts: 0,
  });

/** A call without a request whose token it could forward. It must not use the service's own. */
const noRequest = (operation: string): TokenFailure =>
  ambientRequest() === undefined
    ? missing(
        operation,
        "There is no current request whose token could be forwarded. Pass the token with `as(token)`, " +
          "or use the service's own credentials with `asService()`. Jobs, gateways, message handlers and " +
          "modules loaded by LazyModuleLoader have no current request.",
      )
    : missing(
        operation,
        "The request in whose context this runs has been answered, so its token is no longer forwarded. " +
          "Pass the token with `as(token)`, or bind it while the request is open with " +
          "`users.forCurrentRequest()`.",
      );

/** Resolves the token of a call that names none. */
export const resolveToken = (
  operation: OperationName,
  source: TokenSource,
  forwardToken: boolean,
): ResolvedToken => {
  if (source.token === "given") return { value: source.given };
  // A caller without a token must not get the service's own.
  if (source.token === "request") return { value: source.request.token ?? null };
  if (source.token === "own" || !forwardToken) return { value: undefined };
  const request = currentRequest();
  if (request !== undefined) return { value: request.token ?? null };
  return contract[operation].auth === "none"
    ? { value: undefined }
    : { refusal: noRequest(operation) };
};

/** Binds calls to a token. JavaScript, or a `!`, may pass `undefined`, which must not mean the service's own. */
export const givenToken = (token: string | null): TokenSource => {
  if ((token as unknown) === undefined) {
    throw missing("as", "Pass an access token, or `null` to send none.");
  }
  return { token: "given", given: token };
};

/** Binds calls to the current request. */
export const boundToRequest = (): TokenSource => {
  const request = currentRequest();
  if (request === undefined) throw noRequest("forCurrentRequest");
  return { token: "request", request };
};
