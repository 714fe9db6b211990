import { setTimeout as sleep } from "node:timers/promises";
import type { OperationName } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { defaultBodyLimit } from "../../http/options.ts";
import { readText } from "../../http/body.ts";
import type { Fault } from "../faults/fault.ts";
import type { Sandbox } from "../sandbox.ts";
import { describeRequest } from "./describe.ts";

/** What became of a request so far. */
export interface Outcome {
  readonly requestId: string;
  readonly operation?: OperationName;
  readonly fault?: Fault;
  readonly status?: number;
}

/** How long the log waits for a body that nobody else waited for, in milliseconds. */
const patience = 1_000;

const textOf = (request: Request): Promise<string | undefined> =>
  Effect.runPromise(Effect.option(readText(request, defaultBodyLimit))).then((text) =>
    text._tag === "Some" ? text.value : undefined,
  );

const orNothing = <A>(promise: Promise<A>): Promise<A | undefined> => {
  const limit = new AbortController();
  const end = sleep(patience, undefined, { signal: limit.signal, ref: false }).catch(
    () => undefined,
  );
  return Promise.race([promise, end]).finally(() => {
    limit.abort();
  });
};

/** Shows a request to the log. The function that comes back is to be called when it has ended. */
export const observe = (
  { recorder, clock }: Sandbox,
  request: Request,
  outcome: () => Outcome,
): (() => void) => {
  const { method, url } = request;
  // Read beside whoever answers: the log shows what was sent, also where nobody looked at it.
  const text = request.body === null ? Promise.resolve("") : orNothing(textOf(request.clone()));
  const date = clock.now();
  return recorder.add(async () => {
    const body = await text;
    const { requestId, operation, fault, status } = outcome();
    return {
      request_id: requestId,
      date,
      method,
      ...describeRequest(operation, new URL(url), body),
      status: fault?.reset === undefined ? (status ?? null) : null,
      fault: fault ?? null,
    };
  });
};
