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
import { type BodySource, readJson, type UnreadableBody } from "./requestBody.ts";
import { type ApiError, fail, type TokenError } from "../api/errors/apiError.ts";
import { PreconditionFailed } from "../api/errors/preconditionFailed.ts";
import type { RetryLater } from "../rate-limits/retryLater.ts";
import { entityTagOf } from "../api/users/userVersion.ts";
import { requestIdHeader, successResponse } from "./response.ts";
import { storableIssues } from "../api/json/storable.ts";
import { readTokenRequest } from "./oauth/tokenRequest.ts";

/** A request that was routed to an operation. */
export interface Call extends BodySource {
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

  get ifMatch(): string | undefined {
    return this.#call.request.headers.get("if-match") ?? undefined;
  }
}

/** Errors of a call; {@link TokenError} from the token endpoint only. */
export type Failure = ApiError | RetryLater | PreconditionFailed | UnreadableBody | TokenError;

type HeadersToSet = Parameters<typeof successResponse>[3];

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
  call: Call,
): Effect.fn.Return<RequestInput, ApiError<"BadRequest"> | UnreadableBody> {
  const body = endpoint.body === undefined ? undefined : yield* readJson(call, bodyLimit);
  const unstorable = storableIssues(body);
  if (unstorable.length > 0) return yield* fail("BadRequest", unstorable);
  const query = queryOf(call.request.url);
  const decoded = decodeRequest(endpoint, { params: call.params, query, body });
  return Result.isSuccess(decoded) ? decoded.success : yield* fail("BadRequest", decoded.failure);
});

const readInput = (
  services: Services,
  endpoint: Endpoint,
  call: Call,
): Effect.Effect<RequestInput, Failure> =>
  endpoint.body?.format === "form"
    ? readTokenRequest(endpoint, call, services.bodyLimit)
    : readJsonRequest(services, endpoint, call);

/** A caller with a token may send the entity tag of a user back with an update. */
const entityTag = ({ name }: Endpoint, { clientId }: Caller, body: unknown): HeadersToSet =>
  name === "getUser" && clientId !== undefined ? { etag: entityTagOf(body as object) } : undefined;

/**
 * Whether a change of something without an entity tag has a condition: it cannot hold, and ignoring it
 * would overwrite what the caller has not seen (RFC 9110, section 13.2.1).
 */
const isConditional = ({ name, method, auth }: Endpoint, { ifMatch }: CallOrigin) =>
  auth === "required" &&
  method !== "GET" &&
  name !== "updateUser" &&
  ifMatch !== undefined &&
  ifMatch.trim() !== "*";

/** Handles a call: authenticates, decodes, authorizes, runs the handler and encodes its result. */
export const answerEndpoint = Effect.fnUntraced(function* <E extends Endpoint>(
  services: Services,
  endpoint: E,
  handle: (input: InputOf<E>) => Effect.Effect<unknown, Failure>,
  call: Call,
): Effect.fn.Return<Response, Failure> {
  const caller = yield* callerOf(services, endpoint, call.request);
  const input = yield* readInput(services, endpoint, call);
  yield* authorize(endpoint, caller, subjectOf(endpoint, input));
  const origin = new RequestOrigin(caller, call);
  if (isConditional(endpoint, origin)) return yield* new PreconditionFailed();
  // Decoded by the endpoint's codecs, from which InputOf is derived.
  const handled = handle(input as unknown as InputOf<E>);
  const success = yield* Effect.provideService(handled, CurrentCall, origin);
  if (success instanceof Response) {
    success.headers.set(requestIdHeader, call.requestId);
    return success;
  }
  const body = encodeSuccess(endpoint, success);
  const headers = entityTag(endpoint, caller, body);
  return successResponse(endpoint.successStatus, body, call.requestId, headers);
});

/** Handles a call of an operation of the contract. */
export const answer = <Name extends OperationName>(
  services: Services,
  handlers: Handlers,
  name: Name,
  call: Call,
): Effect.Effect<Response, Failure> =>
  answerEndpoint<Contract[Name]>(services, contract[name], handlers[name], call);
