import { nameOf } from "../auth/tokenFailure.ts";
import type { FieldIssue } from "../errors/details.ts";
import type { CallConfiguration } from "./callConfiguration.ts";
import type { CallOptions } from "./callOptions.ts";
import { headerIssues, readHeaders, type RequestHeaders } from "./requestHeaders.ts";

/** The headers of one call, or why they cannot be sent. */
export interface CallHeaders {
  readonly headers: RequestHeaders;
  /** Values that must not appear in an error, an event or a span. */
  readonly secrets: ReadonlyArray<string>;
  readonly issues: ReadonlyArray<FieldIssue>;
}

// A header may be an API key of a gateway. `User-Agent` never holds a secret.
const secretsOf = (headers: RequestHeaders): ReadonlyArray<string> =>
  Object.entries(headers).flatMap(([name, value]) => (name === "user-agent" ? [] : [value]));

const readClientHeaders = (read: CallConfiguration["headers"]) => {
  try {
    const { headers, problems } = read();
    return { headers, issues: headerIssues("headers", problems) };
  } catch (error) {
    const message = `The client's function threw ${nameOf(error)}`;
    return { headers: {}, issues: [{ field: "headers", message }] };
  }
};

/** Reads the headers of the client, and those of the call, which replace them. */
export const readCallHeaders = (
  configuration: Pick<CallConfiguration, "headers">,
  options: Pick<CallOptions, "headers">,
): CallHeaders => {
  const client = readClientHeaders(configuration.headers);
  const call = readHeaders(options.headers ?? {});
  const headers = { ...client.headers, ...call.headers };
  return {
    headers,
    secrets: secretsOf(headers),
    issues: [...client.issues, ...headerIssues("options.headers", call.problems)],
  };
};
