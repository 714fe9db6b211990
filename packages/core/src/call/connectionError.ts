import type { Endpoint } from "../contract/endpoint.ts";
import { ConnectionFailed, UnexpectedResponse } from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import type { TransportFailure } from "./transport.ts";
import { FetchFault } from "./fetchOption.ts";
import { makeRedactor } from "./redactor.ts";
import { safeCause } from "./safeCause.ts";

/** The part of an attempt that its errors are made from. */
export interface FailedAttempt {
  readonly endpoint: Endpoint;
  /** 1 for the first attempt. */
  readonly number: number;
  readonly secrets: () => ReadonlyArray<string>;
}

/** The error for a request that got no complete response. */
export const connectionError = (
  { endpoint, number, secrets }: FailedAttempt,
  failure: TransportFailure,
  maxResponseBytes: number,
): UsersError => {
  const details = { operation: endpoint.name, issues: [], attempts: number };
  if (failure === "too-large") {
    return new UnexpectedResponse({
      ...details,
      retryable: false,
      reason: "too-large",
      message: `${endpoint.name}: The response is larger than maxResponseBytes (${maxResponseBytes}).`,
    });
  }
  if (failure instanceof FetchFault) {
    const { cause } = failure;
    return new ConnectionFailed({
      ...details,
      retryable: false,
      reason: "fetch",
      reached: "unknown",
      message: `${endpoint.name}: The \`fetch\` option ${failure.message}`,
      ...(cause instanceof Error && { cause: safeCause(cause, makeRedactor(secrets())) }),
    });
  }
  const { reason, reached, code } = failure;
  const causes: { readonly [Reason in typeof reason]: string } = {
    refused: "Connection refused: nothing is listening at the API's address.",
    dns: "The API's host name could not be resolved.",
    unreachable: "The API's host could not be reached.",
    tls: "The API's TLS certificate was rejected.",
    reset: "The connection closed before the response was complete.",
    unknown: "There was no response.",
  };
  return new ConnectionFailed({
    ...details,
    retryable: reason !== "tls",
    reason,
    reached,
    message: `${endpoint.name}: ${causes[reason]}${code === undefined ? "" : ` (${makeRedactor(secrets())(code)})`}`,
  });
};
