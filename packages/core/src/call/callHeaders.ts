import { nameOf } from "../auth/tokenFailure.ts";
import type { FieldIssue } from "../errors/details.ts";
import type { CallConfiguration } from "./callConfiguration.ts";
import type { CallOptions } from "./callOptions.ts";
import { headerIssues, readHeaders, type RequestHeaders } from "./requestHeaders.ts";

/** The headers of one call, or why they cannot be sent. */
export interface CallHeaders {
  readonly headers: RequestHeaders;
  readonly issues: ReadonlyArray<FieldIssue>;
}

const noIssues: ReadonlyArray<FieldIssue> = [];

const readClientHeaders = (read: CallConfiguration["headers"]): CallHeaders => {
  try {
    const { headers, problems } = read();
    return {
      headers,
      issues: problems.length === 0 ? noIssues : headerIssues("headers", problems),
    };
  } catch (error) {
    const message = `The client's function threw ${nameOf(error)}`;
    return { headers: {}, issues: [{ field: "headers", message }] };
  }
};

/** Reads the headers of the client, and those of the call, which replace them. */
export const readCallHeaders = (
  configuration: Pick<CallConfiguration, "headers">,
  given: CallOptions["headers"],
): CallHeaders => {
  const client = readClientHeaders(configuration.headers);
  if (given === undefined) return client;
  const call = readHeaders(given);
  return {
    headers: { ...client.headers, ...call.headers },
    issues: [...client.issues, ...headerIssues("options.headers", call.problems)],
  };
};

/**
 * Values that must not appear in an error, an event or a span: a header may be an API key of a gateway.
 * `User-Agent` never holds a secret.
 */
export const secretsInHeaders = (headers: RequestHeaders): ReadonlyArray<string> =>
  Object.entries(headers).flatMap(([name, value]) => (name === "user-agent" ? [] : [value]));
