import { setTimeout as sleep } from "node:timers/promises";
import type { OperationName } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { readText } from "../../http/body.ts";
import type { Fault } from "../faults/fault.ts";
import type { Sandbox } from "../sandbox.ts";
import { describeRequest } from "./describe.ts";

/** What became of a request. */
export interface Outcome {
  readonly requestId: string;
  readonly operation: OperationName | undefined;
  readonly fault: Fault | undefined;
  readonly status: number;
}

/** How long the log waits for a body that nobody else waited for, in milliseconds. */
const patience = 1_000;

const textOf = (request: Request): Promise<string | undefined> =>
  Effect.runPromise(Effect.option(readText(request))).then((text) =>
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

/** Starts to read a request for the log; the function that comes back is told how it ended. */
export const observe = ({ recorder, clock }: Sandbox, request: Request) => {
  const { method, url } = request;
  // Read beside whoever answers: the log shows what was sent, also where nobody looked at it.
  const text = request.body === null ? Promise.resolve("") : textOf(request.clone());
  const date = clock.now();
  return ({ requestId, operation, fault, status }: Outcome): void => {
    recorder.add(
      orNothing(text).then((body) => ({
        request_id: requestId,
        date,
        method,
        ...describeRequest(operation, new URL(url), body),
        status: fault?.reset === undefined ? status : null,
        fault: fault ?? null,
      })),
    );
  };
};
