import { ConnectionFailed, UnexpectedResponse } from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import type { TransportFailure } from "../transport/transport.ts";
import type { Attempt } from "./attempt.ts";
import { redactorOf } from "./redactorOf.ts";

/** The error that a request without an answer means. */
export const connectionError = (
  attempt: Attempt,
  failure: TransportFailure,
  maxResponseBytes: number,
): UsersError => {
  const { endpoint, number } = attempt;
  const details = { operation: endpoint.name, issues: [], attempts: number };
  if (failure === "too-large") {
    return new UnexpectedResponse({
      ...details,
      retryable: false,
      reason: "too-large",
      message: `${endpoint.name}: The answer is longer than maxResponseBytes (${maxResponseBytes}).`,
    });
  }
  const { reason, reached, code } = failure;
  const causes: { readonly [Reason in typeof reason]: string } = {
    refused: "Nobody listens at the API's address.",
    dns: "The API's host name cannot be resolved.",
    unreachable: "The API's host cannot be reached.",
    tls: "The API's certificate was not accepted.",
    reset: "The connection broke before the answer was complete.",
    unknown: "There was no answer.",
  };
  return new ConnectionFailed({
    ...details,
    retryable: reason !== "tls",
    reason,
    reached,
    message: `${endpoint.name}: ${causes[reason]}${code === undefined ? "" : ` (${redactorOf(attempt)(code)})`}`,
  });
};
