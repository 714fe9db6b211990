import * as Result from "effect/Result";
import type { Endpoint } from "../contract/endpoint.ts";
import { decodeWire } from "../codec/response.ts";
import { secretsIn } from "../codec/secretsIn.ts";
import { wireCodec } from "../codec/wireCodec.ts";
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
  success === undefined ? [] : secretsIn(success, wireCodec(success).fromWire(tryParseJson(text)));

/** Decodes a response into the endpoint's success or one of its errors. */
export const readResponse = (
  { endpoint, number, secrets }: FailedAttempt,
  response: HttpResponse,
  now: number,
): Result.Result<unknown, UsersError> => {
  if (!isSuccess(response)) {
    const redact = makeRedactor([...secrets, ...secretsReceived(endpoint, response)]);
    return Result.fail(errorFromResponse({ endpoint, attempts: number, redact, now }, response));
  }
  const unexpected = (
    reason: UnexpectedResponse["reason"],
    what: string,
    issues: UnexpectedResponse["issues"] = [],
  ) =>
    Result.fail(
      new UnexpectedResponse({
        operation: endpoint.name,
        status: response.status,
        issues,
        retryable: false,
        attempts: number,
        reason,
        message: `${endpoint.name}: ${what} Check the base URL, and whether a proxy answered instead of the API.`,
      }),
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
  return Result.orElse(decodeWire(endpoint.success, json), (issues) =>
    unexpected("shape", "The response does not have the documented shape.", issues),
  );
};
