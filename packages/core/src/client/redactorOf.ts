import { makeRedactor, type Redactor } from "../redaction/redactor.ts";
import type { Attempt } from "./attempt.ts";

/** Everything this attempt knows that must not be told. */
export const redactorOf = (
  { request, token, secrets }: Attempt,
  received: ReadonlyArray<string> = [],
): Redactor =>
  makeRedactor([
    ...request.secrets,
    ...secrets,
    ...(token === undefined ? [] : [token]),
    ...received,
  ]);
