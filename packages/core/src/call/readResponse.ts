import * as Result from "effect/Result";
import type { Endpoint } from "../contract/endpoint.ts";
import { decodeResponse } from "../codec/decodeResponse.ts";
import { secretsIn } from "../codec/secretsIn.ts";
import type { FieldIssue } from "../errors/details.ts";
import { UnexpectedResponse } from "../errors/errors.ts";
import type { FailedAttempt } from "./connectionError.ts";
import { errorFromResponse, tryParseJson } from "./errorFromResponse.ts";
import type { UsersError } from "../errors/unions.ts";
import type { HttpResponse } from "./transport.ts";
import { makeRedactor } from "./redactor.ts";

const isSuccess = ({ status }: HttpResponse) => status >= 200 && status < 300;

const isHtml = ({ headers, text }: HttpResponse) =>
  text.trim() !== "" &&
  /^(text\/html|application\/xhtml\+xml)\b/i.test(headers.get("content-type") ?? "");

/** Secrets in the response itself, such as a token in one with an error status. */
const secretsReceived = ({ success }: Endpoint, { text }: HttpResponse): ReadonlyArray<string> =>
  success === undefined ? [] : secretsIn(success, tryParseJson(text), "json");

/**
 * Decodes a response into the endpoint's success or one of its errors. `onUnreadable` is called with the
 * optional fields that could not be read.
 */
export const readResponse = (
  { endpoint, number, secrets }: FailedAttempt,
  response: HttpResponse,
  now: number,
  onUnreadable?: (fields: ReadonlyArray<FieldIssue>) => void,
): Result.Result<unknown, UsersError> => {
  const makeRedact = () => makeRedactor([...secrets(), ...secretsReceived(endpoint, response)]);
  if (!isSuccess(response)) {
    return Result.fail(
      errorFromResponse({ endpoint, attempts: number, redact: makeRedact(), now }, response),
    );
  }
  const unexpected = (
    reason: UnexpectedResponse["reason"],
    what: string,
    issues: UnexpectedResponse["issues"] = [],
  ) =>
    Result.fail(
      UnexpectedResponse.withText(
        {
          operation: endpoint.name,
          status: response.status,
          issues,
          retryable: false,
          attempts: number,
          reason,
          message: `${endpoint.name}: ${what} Check the base URL, and whether a proxy answered instead of the API.`,
        },
        makeRedact()(response.text),
      ),
    );
  if (endpoint.success === undefined) {
    // A proxy's login page must not pass for a success without a body.
    return isHtml(response)
      ? unexpected("not-json", "The response is a web page.")
      : Result.succeed(undefined);
  }
  if (response.text.trim() === "") return unexpected("empty", "The response has no body.");
  const json = tryParseJson(response.text);
  if (json === undefined) return unexpected("not-json", "The response is not JSON.");
  const decoded = decodeResponse(endpoint.success, json);
  if (Result.isFailure(decoded)) {
    return unexpected("shape", "The response does not have the documented shape.", decoded.failure);
  }
  const { value, unreadable } = decoded.success;
  if (unreadable.length > 0) onUnreadable?.(unreadable);
  return Result.succeed(value);
};
