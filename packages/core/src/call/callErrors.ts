import { tokenFailure } from "../auth/tokenFailure.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import type { FieldIssue } from "../errors/details.ts";
import { InvalidInput, TimedOut } from "../errors/errors.ts";

export const invalidInput = (endpoint: Endpoint, issues: ReadonlyArray<FieldIssue>) =>
  new InvalidInput({
    operation: endpoint.name,
    issues,
    retryable: false,
    attempts: 0,
    message: `${endpoint.name}: Nothing was sent. ${issues
      .map(({ field, message }) => (field === "" ? message : `${field}: ${message}`))
      .join("; ")}`,
  });

export const missingToken = ({ name: operation }: Endpoint) =>
  tokenFailure(
    "missing",
    `${operation}: This call needs an access token. Set \`auth\` on the client (a token function must return one), or pass \`token\` to the call.`,
    { operation },
  );

export const unusableToken = ({ name: operation }: Endpoint, attempts: number) =>
  tokenFailure(
    "unavailable",
    `${operation}: The access token is empty or has characters that are not allowed in a header. ${attempts === 0 ? "Nothing was sent." : "It was not sent."}`,
    { operation, attempts, retryable: false },
  );

export const timeLimit = (
  endpoint: Endpoint,
  limit: TimedOut["limit"],
  after: number,
  attempts: number,
  /** The maximum number of requests that the call has waited for. */
  concurrency?: number,
) => {
  const ended =
    limit === "attempt"
      ? `No complete response within ${after} ms`
      : `Did not finish within ${after} ms`;
  const details =
    concurrency !== undefined
      ? `, because it waited for other calls. The option \`concurrency\` allows ${concurrency} at a time.`
      : limit === "attempt"
        ? "."
        : `, after ${attempts} ${attempts === 1 ? "attempt" : "attempts"}.`;
  return new TimedOut({
    operation: endpoint.name,
    issues: [],
    retryable: true,
    attempts,
    limit,
    after,
    message: `${endpoint.name}: ${ended}${details}`,
  });
};
