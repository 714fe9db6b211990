import { parseJson } from "@knetik-users/core";
import { SandboxError, type SandboxIssue } from "./sandboxError.ts";

/** A sandbox: its base URL, or the server in this process. */
export type SandboxTarget =
  string | URL | { readonly fetch: (request: Request) => Promise<Response> };

export type Json = { readonly [name: string]: unknown };

/** Calls a control endpoint, below `/_sandbox`. Undefined values of `body` and `query` are omitted. */
export type Call = (
  method: "GET" | "POST" | "DELETE",
  path: string,
  input?: { readonly body?: Json; readonly query?: Json },
) => Promise<unknown>;

const issuesOf = (text: string): ReadonlyArray<SandboxIssue> => {
  try {
    const { result } = JSON.parse(text) as {
      readonly result: ReadonlyArray<Partial<SandboxIssue>>;
    };
    return result.map(({ field = "", message = "" }) => ({ field, message }));
  } catch {
    return [];
  }
};

const messageOf = (label: string, status: number, issues: ReadonlyArray<SandboxIssue>) => {
  if (status === 404) return `${label}: not a sandbox. Start the server in sandbox mode.`;
  const details = issues.map(({ field, message }) => `${field} ${message}`.trim()).join("; ");
  return details === ""
    ? `${label}: unexpected response (${status}). Check that the URL is a sandbox's.`
    : `${label}: ${details} (${status})`;
};

const definedEntries = (input: Json): ReadonlyArray<readonly [string, unknown]> =>
  Object.entries(input).filter(([, value]) => value !== undefined);

export const makeCall = (target: SandboxTarget): Call => {
  const isServer = typeof target === "object" && "fetch" in target;
  const base = isServer ? "http://localhost" : String(target).replace(/\/+$/, "");
  const send = isServer ? target.fetch : (request: Request) => fetch(request);
  return async (method, path, { body, query = {} } = {}) => {
    const label = `${method} /_sandbox${path}`;
    const url = new URL(`${base}/_sandbox${path}`);
    for (const [name, value] of definedEntries(query)) url.searchParams.set(name, String(value));
    const json =
      body === undefined ? null : JSON.stringify(Object.fromEntries(definedEntries(body)));
    let status: number | undefined;
    try {
      const response = await send(
        new Request(url, {
          method,
          body: json,
          headers: {
            accept: "application/json",
            ...(json !== null && { "content-type": "application/json" }),
          },
        }),
      );
      status = response.status;
      const text = await response.text();
      if (!response.ok) {
        const issues = issuesOf(text);
        throw new SandboxError(messageOf(label, status, issues), { status, issues });
      }
      return parseJson(text);
    } catch (cause) {
      if (cause instanceof SandboxError) throw cause;
      const place = isServer ? "in this process" : `at ${base}`;
      const problem =
        status === undefined
          ? `no sandbox responded ${place}`
          : `the response is not JSON (${status}). Check that the URL is a sandbox's.`;
      throw new SandboxError(`${label}: ${problem}`, { status, cause });
    }
  };
};
