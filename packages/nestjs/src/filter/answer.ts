import { STATUS_CODES } from "node:http";
import type { FieldIssue } from "@knetik-users/core";

/** The JSON body of a failure. */
export interface UsersErrorBody {
  readonly statusCode: number;
  /** The status in words. */
  readonly error: string;
  readonly message: string;
  /** The `_tag` of the error. */
  readonly code: string;
  /** The fields that were refused. */
  readonly fields?: ReadonlyArray<FieldIssue>;
}

/** What a failure is answered with. */
export interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: object;
}

/** What is not in Node's list, but in everybody's logs: the caller went away. */
export const clientClosedRequest = 499;

const wordsOf = (status: number): string =>
  status === clientClosedRequest ? "Client Closed Request" : (STATUS_CODES[status] ?? "Error");

/** The body of a failure. Fields are those of the API, one sentence each, never its whole answer. */
export const errorBody = (
  status: number,
  code: string,
  message: string,
  issues: ReadonlyArray<FieldIssue> = [],
): UsersErrorBody => ({
  statusCode: status,
  error: wordsOf(status),
  message,
  code,
  ...(issues.length > 0 && {
    fields: issues.map(({ field, message: problem }) => ({ field, message: problem })),
  }),
});
