import type { FieldIssue } from "../errors/details.ts";
import type { HeaderValues } from "./callOptions.ts";

/** Names are in lower case. */
export type RequestHeaders = Readonly<Record<string, string>>;

/** What {@link readHeaders} returns. */
export interface ReadHeaders {
  readonly headers: RequestHeaders;
  readonly problems: ReadonlyArray<HeaderProblem>;
}

/** A header that cannot be sent. */
export interface HeaderProblem {
  /** Printable; empty if the problem concerns all headers. */
  readonly name: string;
  /** `reserved`: the client sets the header. */
  readonly kind: "not-headers" | "invalid" | "reserved";
}

const reserved = new Set(["accept", "authorization", "content-type", "traceparent"]);

/** The value as it is sent, without surrounding spaces; `undefined` if the header is invalid. */
const readValue = (name: string, value: string): string | undefined => {
  try {
    return new Headers([[name, value]]).get(name) ?? undefined;
  } catch {
    return undefined;
  }
};

const notHeaders: ReadHeaders = {
  headers: {},
  problems: [{ name: "", kind: "not-headers" }],
};

/**
 * Reads headers that a program passes. Names are case-insensitive; two spellings of one name would be
 * joined on the wire.
 */
export const readHeaders = (source: HeaderValues): ReadHeaders => {
  if (typeof (source as unknown) !== "object" || (source as unknown) === null) return notHeaders;
  // A promise has no properties of its own, so it would pass as no headers.
  if (Array.isArray(source) || source instanceof Promise) return notHeaders;
  const headers: Record<string, string> = {};
  const problems: Array<HeaderProblem> = [];
  // The `Headers` of another library is iterable too.
  const entries = Symbol.iterator in source ? source : Object.entries(source);
  for (const [spelling, given] of entries) {
    if (given === undefined) continue;
    const name = spelling.toLowerCase();
    const value = readValue(name, given);
    const printable = name.replace(/[^\w-]/g, "?");
    if (value === undefined) problems.push({ name: printable, kind: "invalid" });
    else if (reserved.has(name)) problems.push({ name, kind: "reserved" });
    else headers[name] = value;
  }
  return { headers, problems };
};

const messages: { readonly [Kind in HeaderProblem["kind"]]: string } = {
  "not-headers": "Expected an object of headers or a Headers",
  invalid: "is not a valid HTTP header: use ASCII without line breaks",
  reserved: "is set by the client",
};

/** The problems of headers as issues of a call's input. */
export const headerIssues = (
  field: string,
  problems: ReadonlyArray<HeaderProblem>,
): ReadonlyArray<FieldIssue> =>
  problems.map(({ name, kind }) => ({
    field: kind === "not-headers" ? field : `${field}.${name}`,
    message: messages[kind],
  }));
