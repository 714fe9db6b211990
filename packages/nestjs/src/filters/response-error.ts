import type { ErrorResponse } from "./error-response.ts";

/**
 * An error for libraries that send errors themselves. GraphQL takes the message and the `extensions`, in
 * which clients look for the `code`.
 */
export class ResponseError extends Error {
  override readonly name = "UsersError";
  readonly extensions: { readonly [name: string]: unknown };

  constructor({ status, body }: ErrorResponse) {
    const message: unknown = "message" in body ? body.message : undefined;
    super(typeof message === "string" ? message : `The call failed with status ${status}.`);
    this.extensions = { statusCode: status, ...body };
  }
}
