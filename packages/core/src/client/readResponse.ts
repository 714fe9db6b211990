import * as Result from "effect/Result";
import type { Endpoint } from "../contract/endpoint.ts";
import { decodeWire } from "../contract/response.ts";
import { secretsIn } from "../contract/secrets.ts";
import { wireCodec } from "../contract/wireCodec.ts";
import { UnexpectedResponse } from "../errors/errors.ts";
import { errorFromResponse, parseJson } from "./errorFromResponse.ts";
import type { UsersError } from "../errors/unions.ts";
import type { HttpResponse } from "../transport/transport.ts";
import type { Attempt } from "./attempt.ts";
import { redactorOf } from "./redactorOf.ts";

const isSuccess = ({ status }: HttpResponse) => status >= 200 && status < 300;

const isPage = ({ headers, text }: HttpResponse) =>
  text.trim() !== "" &&
  /^(text\/html|application\/xhtml\+xml)\b/i.test(headers.get("content-type") ?? "");

/** What the answer itself gives away, such as a token in an answer that says it failed. */
const secretsReceived = ({ success }: Endpoint, { text }: HttpResponse): ReadonlyArray<string> =>
  success === undefined ? [] : secretsIn(success, wireCodec(success).fromWire(parseJson(text)));

/** Decodes what came back into the endpoint's success or one of its errors. */
export const readResponse = (
  attempt: Attempt,
  response: HttpResponse,
  now: number,
): Result.Result<unknown, UsersError> => {
  const { endpoint, number } = attempt;
  if (!isSuccess(response)) {
    const redact = redactorOf(attempt, secretsReceived(endpoint, response));
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
        message: `${endpoint.name}: ${what} Is the base URL right, or is a proxy in between?`,
      }),
    );
  if (endpoint.success === undefined) {
    // A login page that a proxy put in the way is not the API's "done".
    return isPage(response)
      ? unexpected("not-json", "The answer is a web page.")
      : Result.succeed(undefined);
  }
  if (response.text.trim() === "") return unexpected("empty", "The API answered without a body.");
  const json = parseJson(response.text);
  if (json === undefined) return unexpected("not-json", "The answer is not JSON.");
  return Result.orElse(decodeWire(endpoint.success, json), (issues) =>
    unexpected("shape", "The answer is not of the documented shape.", issues),
  );
};
