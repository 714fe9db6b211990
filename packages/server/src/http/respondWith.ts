import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type { AppCall } from "./appEnvironment.ts";
import { clientAddress, inProcess, type PeerAddress, type Trust } from "./clientAddress.ts";
import { failureResponse, serverErrorResponse } from "./failureResponse.ts";
import type { Call, Failure } from "./operation.ts";

/** nginx's status for a client that disconnected. */
const clientClosedRequest = 499;

/** A request of the application. */
class RoutedCall implements Call {
  readonly request: Request;
  readonly params: Call["params"];
  readonly requestId: string;
  readonly isFromSocket: boolean;
  readonly #peer: PeerAddress;
  readonly #trust: Trust;

  constructor(call: AppCall, trust: Trust) {
    this.request = call.req.raw;
    this.params = call.req.param();
    this.requestId = call.get("requestId");
    this.#peer = call.env.peer ?? inProcess;
    this.#trust = trust;
    this.isFromSocket = this.#peer !== inProcess;
  }

  get address(): string | undefined {
    return clientAddress(this.#peer, this.request.headers.get("x-forwarded-for"), this.#trust);
  }
}

/** The request and its origin. */
export const callOf = (call: AppCall, trust: Trust): Call => new RoutedCall(call, trust);

/** Runs an effect until it responds, and turns its failures into responses. */
export const respondWith = async (
  call: AppCall,
  effect: Effect.Effect<Response, Failure>,
): Promise<Response> => {
  const exit = await Effect.runPromiseExit(
    // Handlers mark the steps that a disconnect may interrupt.
    Effect.uninterruptible(effect),
    { signal: call.req.raw.signal },
  );
  if (Exit.isSuccess(exit)) return exit.value;
  if (Cause.hasInterruptsOnly(exit.cause)) {
    // The client is gone; this status is only recorded.
    return new Response(null, { status: clientClosedRequest });
  }
  const failure = Cause.findErrorOption(exit.cause);
  return failure._tag === "Some"
    ? failureResponse(failure.value, call)
    : serverErrorResponse(Cause.squash(exit.cause), call);
};
