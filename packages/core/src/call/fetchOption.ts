/** What the `fetch` option is called with, besides the URL. */
export interface FetchInit {
  /** HTTP method. */
  readonly method: string;
  /** By lower-case name. */
  readonly headers: Record<string, string>;
  /** JSON or a form; absent if there is none. */
  readonly body?: string;
  /** A redirect is not followed, because the request may contain a password. */
  readonly redirect: "manual";
  /** Aborted when the attempt's time is over or the call is cancelled. */
  readonly signal: AbortSignal;
}

/** The parts of a `Response` that the client uses. */
export interface FetchedResponse {
  /** HTTP status. */
  readonly status: number;
  /** Looked up by lower-case name. */
  readonly headers: { readonly get: (name: string) => string | null };
  /** Stream of the body, if the platform has one; read up to `maxResponseBytes`. */
  readonly body?: unknown;
  /** `true` if the body has already been read, which is an error. */
  readonly bodyUsed?: boolean;
  /** Reads the body; used if there is no stream. */
  readonly text: () => Promise<string>;
}

/**
 * The platform's `fetch`, or a function like it: it gets the URL and an init of plain values, so that it
 * may be the `fetch` of undici with a dispatcher, of node-fetch, or a mock.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchedResponse>;

/** The `fetch` option itself failed: it threw, or returned something that is not a response. */
export class FetchFault extends Error {
  override readonly name = "FetchFault";
}

const programmingErrors = new Set(["TypeError", "ReferenceError", "RangeError", "SyntaxError"]);

/** Whether an error that is not about the network was thrown by the code of the `fetch` option. */
export const isProgrammingError = (error: unknown): error is Error =>
  typeof error === "object" &&
  error !== null &&
  "name" in error &&
  programmingErrors.has(String(error.name));

/** Checks what the `fetch` option returned. */
export const checkResponse = (response: unknown): FetchedResponse => {
  const lacks = (what: string) =>
    new FetchFault(`returned ${what}. It must return a new Response for each call.`);
  if (typeof response !== "object" || response === null) {
    throw lacks(response === null ? "null" : typeof response);
  }
  const { status, headers, text, bodyUsed } = response as Partial<FetchedResponse>;
  if (typeof status !== "number") throw lacks("an object without a `status`");
  if (typeof headers?.get !== "function") throw lacks("an object without `headers.get`");
  if (typeof text !== "function") throw lacks("an object without `text()`");
  if (bodyUsed === true) throw lacks("a Response whose body has already been read");
  return response as FetchedResponse;
};
