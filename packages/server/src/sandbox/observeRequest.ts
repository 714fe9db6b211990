import type { OperationName } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { withTimeout } from "../async/withTimeout.ts";
import { defaultBodyLimit } from "../http/httpOptions.ts";
import { readText } from "../http/requestBody.ts";
import type { Fault } from "./fault-injection/fault.ts";
import type { Sandbox } from "./instance/sandbox.ts";
import { describeRequest } from "./requests/describeRequest.ts";

/** The progress of a request. */
export interface RequestProgress {
  readonly requestId: string;
  readonly operation: OperationName | undefined;
  readonly fault: Fault | undefined;
  /** Undefined until there is a response. */
  readonly status: number | undefined;
}

/** Milliseconds after its arrival when the log gives up on a request whose body is still incomplete. */
const bodyTimeoutMs = 1_000;

const textOf = (request: Request): Promise<string | undefined> =>
  Effect.runPromise(
    Effect.option(readText({ request, isFromSocket: false }, defaultBodyLimit)),
  ).then((text) => (text._tag === "Some" ? text.value : undefined));

/** Adds a request to the log. Call the returned function when the request has ended. */
export const observeRequest = (
  { recorder, clock }: Sandbox,
  request: Request,
  progress: () => RequestProgress,
): (() => void) => {
  const { method, url } = request;
  // Read separately, so that the log also shows a body that the handler does not read.
  const text =
    request.body === null
      ? Promise.resolve("")
      : withTimeout(textOf(request.clone()), bodyTimeoutMs);
  const date = clock.now();
  return recorder.add(async () => {
    const body = await text;
    const { requestId, operation, fault, status } = progress();
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
