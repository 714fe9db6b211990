import { STATUS_CODES } from "node:http";
import type { FieldIssue } from "@knetik-users/core";

/** The JSON body of an error response. */
export interface UsersErrorBody {
  readonly statusCode: number;
  /** Reason phrase of the status. */
  readonly error: string;
  readonly message: string;
  /** The `_tag` of the error. */
  readonly code: string;
  /** Invalid fields, if any. */
  readonly fields?: ReadonlyArray<FieldIssue>;
}

/** The HTTP response for an error. */
export interface ErrorResponse {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: object;
}

/** nginx's status for a caller that disconnected. Node does not define it. */
export const clientClosedRequest = 499;

const statusText = (status: number): string =>
  status === clientClosedRequest ? "Client Closed Request" : (STATUS_CODES[status] ?? "Error");

/** Makes the body. Fields come from the API's error; nothing else of its response is included. */
export const errorBody = (
  status: number,
  code: string,
  message: string,
  issues: ReadonlyArray<FieldIssue> = [],
): UsersErrorBody => ({
  statusCode: status,
  error: statusText(status),
  message,
  code,
  ...(issues.length > 0 && {
    fields: issues.map(({ field, message: problem }) => ({ field, message: problem })),
  }),
});
