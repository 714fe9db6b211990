import { contract, type Endpoint } from "@knetik-users/core/effect";
import { expect } from "vitest";
import { transportErrorKinds } from "../../src/api/errors/errorKinds.ts";
import { operationOf, problemsOf, problemsOfModel } from "../documented.ts";

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Error codes outside of an endpoint's own. */
const isTransport = (status: number, code: unknown) =>
  Object.values(transportErrorKinds).some((kind) => kind.status === status && kind.code === code);

/**
 * A property whose type is unknown, or whose value does not fit its type, is stored as sent
 * (docs/decisions/0002): the document cannot describe it.
 */
const isKept = (path: string) => /\/additional_properties\/|\/properties\/\d/.test(path);

/** Checks that the OpenAPI document allows a response, or that it is a general one. */
export const checkAnswer = (
  endpoint: Endpoint | undefined,
  method: string,
  { status, headers, text }: RawAnswer,
): unknown => {
  expect(status).toBeLessThan(500);
  expect(headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  if (status === 204 || method === "HEAD") {
    expect(text).toBe("");
    return undefined;
  }
  expect(headers.get("content-type")).toMatch(/^application\/json\b/);
  const body: unknown = JSON.parse(text);
  const documented = endpoint && operationOf(endpoint.operation).responses[status];
  const code = (body as { code?: unknown }).code;
  if (endpoint === undefined || documented === undefined || isTransport(status, code)) {
    expect([status, code, isTransport(status, code)]).toEqual([status, code, true]);
    expect(problemsOfModel("Result", body)).toEqual([]);
  } else {
    const problems = problemsOf(endpoint.operation, status, body);
    expect(problems.filter(({ instancePath }) => !isKept(instancePath))).toEqual([]);
  }
  if (code !== undefined && status >= 400) {
    expect((body as { request_id?: unknown }).request_id).toBe(headers.get("x-request-id"));
  }
  return body;
};

const endpoints: ReadonlyArray<Endpoint> = Object.values(contract);

/** The endpoint of a request, from the log. */
export const endpointAt = (method: string, path: string | undefined): Endpoint | undefined =>
  endpoints.find(
    (each) => each.path === path && each.method === (method === "HEAD" ? "GET" : method),
  );
