import {
  type Contract,
  contract,
  decodeRequest,
  encodeSuccess,
  type Endpoint,
  type OperationName,
  type RequestInput,
} from "@knetik-users/core/effect";
import { subjectOf } from "@knetik-users/core/endpoints";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { authenticate } from "../api/access/authenticate.ts";
import { anonymous, type Caller } from "../call-context/caller.ts";
import { type CallOrigin, CurrentCall } from "../call-context/currentCall.ts";
import { authorize } from "../api/access/authorize.ts";
import type { Handlers, InputOf } from "../api/context/handler.ts";
import type { Services } from "../api/context/services.ts";
import { readJson, type UnreadableBody } from "./requestBody.ts";
import { type ApiError, fail, type TokenError } from "../api/errors/apiError.ts";
import type { RetryLater } from "../rate-limits/retryLater.ts";
import { successResponse } from "./response.ts";
import { storableIssues } from "../api/json/storable.ts";
import { readTokenRequest } from "./oauth/tokenRequest.ts";

/** A request that was routed to an operation. */
export interface Call {
  readonly request: Request;
  /** Path parameters, percent-decoded. */
  readonly params: { readonly [name: string]: string };
  readonly requestId: string;
  /** Address of the client; undefined for a call in process. Parsed when it is read. */
  readonly address: string | undefined;
}

/** The origin of a request. It does not read the address, because most calls do not need it. */
class RequestOrigin implements CallOrigin {
  readonly caller: Caller;
  readonly #call: Call;

  constructor(caller: Caller, call: Call) {
    this.caller = caller;
    this.#call = call;
  }

  get requestId(): string {
    return this.#call.requestId;
  }

  get address(): string | undefined {
    return this.#call.address;
  }
}

/** Errors of a call; {@link TokenError} from the token endpoint only. */
export type Failure = ApiError | RetryLater | UnreadableBody | TokenError;

/** Authenticates first, so that a caller without a token cannot send a body. */
const callerOf = (
  services: Services,
  { auth }: Endpoint,
  request: Request,
): Effect.Effect<Caller, ApiError<"Unauthorized">> => {
  const authorization = auth === "none" ? null : request.headers.get("authorization");
  if (authorization !== null) return authenticate(services, authorization);
  return auth === "required" ? Effect.fail(fail("Unauthorized")) : Effect.succeed(anonymous);
};

/** The query of a URL, without parsing the rest. */
const queryOf = (url: string): Iterable<readonly [string, string]> => {
  const start = url.indexOf("?");
  if (start < 0) return [];
  const [query = ""] = url.slice(start + 1).split("#", 1);
  return new URLSearchParams(query);
};

const readJsonRequest = Effect.fnUntraced(function* (
  { bodyLimit }: Services,
  endpoint: Endpoint,
  { request, params }: Call,
): Effect.fn.Return<RequestInput, ApiError<"BadRequest"> | UnreadableBody> {
  const body = endpoint.body === undefined ? undefined : yield* readJson(request, bodyLimit);
  const unstorable = storableIssues(body);
  if (unstorable.length > 0) return yield* fail("BadRequest", unstorable);
  const decoded = decodeRequest(endpoint, { params, query: queryOf(request.url), body });
  return Result.isSuccess(decoded) ? decoded.success : yield* fail("BadRequest", decoded.failure);
});

const readInput = <Name extends OperationName>(services: Services, name: Name, call: Call) => {
  const endpoint: Endpoint = contract[name];
  const input: Effect.Effect<RequestInput, Failure> =
    endpoint.body?.format === "form"
      ? readTokenRequest(endpoint, call.request, services.bodyLimit)
      : readJsonRequest(services, endpoint, call);
  // Decoded by the endpoint's codecs, from which InputOf is derived.
  return input as Effect.Effect<InputOf<Contract[Name]>, Failure>;
};

/** Handles a call: authenticates, decodes, authorizes, runs the handler and encodes its result. */
export const answer = Effect.fnUntraced(function* <Name extends OperationName>(
  services: Services,
  handlers: Handlers,
  name: Name,
  call: Call,
): Effect.fn.Return<Response, Failure> {
  const endpoint: Endpoint = contract[name];
  const caller = yield* callerOf(services, endpoint, call.request);
  const input = yield* readInput(services, name, call);
  yield* authorize(endpoint, caller, subjectOf(endpoint, input));
  const origin = new RequestOrigin(caller, call);
  const success = yield* Effect.provideService(handlers[name](input), CurrentCall, origin);
  return successResponse(endpoint.successStatus, encodeSuccess(endpoint, success), call.requestId);
});
