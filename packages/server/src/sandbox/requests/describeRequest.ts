import {
  contract,
  type Endpoint,
  type OperationName,
  parseJson,
  redactBody,
  redactQuery,
  stringifyJson,
} from "@knetik-users/core/effect";

const placeholder = "<redacted>";

/** Format of the server's tokens, reset secrets and client secrets. */
const scrub = (text: string) => text.replace(/(?<![\w-])[\w-]{43}(?![\w-])/g, placeholder);

const describeQuery = (endpoint: Endpoint | undefined, query: URLSearchParams) => {
  const pairs =
    endpoint === undefined
      ? Array.from(query.keys(), (name) => [name, placeholder] as const)
      : redactQuery(endpoint, query);
  const values = new Map<string, Array<string>>();
  for (const [name, value] of pairs) {
    const shown = scrub(name);
    const earlier = values.get(shown);
    if (earlier === undefined) values.set(shown, [scrub(value)]);
    else earlier.push(scrub(value));
  }
  return Object.fromEntries(
    Array.from(values, ([name, all]) => [name, all.length > 1 ? all : (all[0] ?? "")]),
  );
};

const parse = (endpoint: Endpoint, text: string): unknown =>
  endpoint.body?.format === "form"
    ? Object.fromEntries(new URLSearchParams(text))
    : parseJson(text);

/** Longer bodies are not kept, so that the log does not slow down the sandbox. */
const maxBodyLength = 65_536;

/** Null if there is none, or if the contract cannot decode it. */
const describeBody = (endpoint: Endpoint | undefined, text: string | undefined): unknown => {
  if (text === "") return null;
  if (endpoint === undefined || text === undefined) return placeholder;
  if (text.length > maxBodyLength) return `<${text.length} characters>`;
  try {
    return parseJson(scrub(stringifyJson(redactBody(endpoint, parse(endpoint, text)))));
  } catch {
    return placeholder;
  }
};

/** Describes a request without secrets. `text` is its complete body, if it arrived. */
export const describeRequest = (
  operation: OperationName | undefined,
  url: URL,
  text: string | undefined,
) => {
  const endpoint = operation === undefined ? undefined : contract[operation];
  return {
    operation: operation ?? null,
    path: scrub(url.pathname),
    query: describeQuery(endpoint, url.searchParams),
    body: describeBody(endpoint, text),
  };
};
