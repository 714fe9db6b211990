import { describe, expect, it } from "vitest";
import { contract } from "../contract/contract.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { makeRedactor } from "./redactor.ts";
import { errorFromResponse, tryParseJson } from "./errorFromResponse.ts";

interface Answered {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Record<string, string>;
  readonly secrets?: ReadonlyArray<string>;
  readonly now?: number;
}

const errorOf = (
  endpoint: Endpoint,
  { status, body, text, headers = {}, secrets = [], now = 0 }: Answered,
) =>
  errorFromResponse(
    { endpoint, attempts: 2, now, redact: makeRedactor(secrets) },
    {
      status,
      headers: new Headers(headers),
      text: text ?? (body === undefined ? "" : JSON.stringify(body)),
    },
  );

const fieldOf = (endpoint: Endpoint, field: string, secrets: ReadonlyArray<string> = []) =>
  errorOf(endpoint, {
    status: 400,
    body: { result: [{ field, message: "is wrong" }] },
    secrets,
  }).issues[0]?.field;

describe("the error of a status", () => {
  it.each<[keyof typeof contract, number, string, boolean]>([
    ["getUser", 400, "BadRequest", false],
    ["getUser", 422, "BadRequest", false],
    ["getUser", 401, "Unauthorized", false],
    ["getUser", 403, "Forbidden", false],
    ["getUser", 404, "UserNotFound", false],
    ["getUser", 409, "UnexpectedResponse", false],
    ["getUserTags", 404, "UserNotFound", false],
    ["getUsers", 404, "UnexpectedResponse", false],
    ["registerUser", 409, "UserAlreadyExists", false],
    ["registerUser", 404, "UnexpectedResponse", false],
    ["updateUser", 404, "UserNotFound", false],
    ["updateUser", 409, "UserAlreadyExists", false],
    ["getUserTemplate", 404, "TemplateNotFound", false],
    ["createUserTemplate", 409, "TemplateAlreadyExists", false],
    ["updateUserTemplate", 404, "TemplateNotFound", false],
    ["updateUserTemplate", 409, "TemplateAlreadyExists", false],
    ["deleteUserTemplate", 404, "TemplateNotFound", false],
    ["deleteUserTemplate", 409, "TemplateInUse", false],
    ["startPasswordReset", 401, "UnexpectedResponse", false],
    ["startPasswordReset", 403, "UnexpectedResponse", false],
    ["startPasswordReset", 404, "UnexpectedResponse", false],
    ["getUser", 429, "RateLimited", true],
    ["getUser", 500, "ServerError", true],
    ["getUser", 501, "ServerError", false],
    ["getUser", 502, "ServerError", true],
    ["getUser", 503, "ServerError", true],
    ["getUser", 504, "ServerError", true],
    ["getUser", 505, "ServerError", false],
    ["getUser", 599, "ServerError", true],
    ["getUser", 405, "UnexpectedResponse", false],
    ["getUser", 408, "UnexpectedResponse", true],
    ["getUser", 302, "UnexpectedResponse", false],
    // How a browser reports a redirect that is not followed.
    ["getUser", 0, "UnexpectedResponse", false],
    // The token endpoint, without the error body that OAuth requires.
    ["getOAuthToken", 400, "BadRequest", false],
    ["getOAuthToken", 401, "UnexpectedResponse", false],
    ["getOAuthToken", 429, "RateLimited", true],
    ["getOAuthToken", 500, "ServerError", true],
  ])("%s, %i: %s", (name, status, tag, retryable) => {
    expect(errorOf(contract[name], { status })).toMatchObject({
      _tag: tag,
      operation: name,
      status,
      retryable,
      attempts: 2,
      issues: [],
      ...(tag === "UnexpectedResponse" && { reason: status < 400 ? "redirect" : "status" }),
    });
  });

  it("combines the documented summary and the API's message", () => {
    const body = { result: [{ message: "Nobody here." }, {}, { message: "Try 2." }] };
    expect(errorOf(contract.getUser, { status: 404, body }).message).toBe(
      "getUser: The user does not exist. Nobody here.; Try 2.",
    );
    expect(errorOf(contract.getUser, { status: 404 }).message).toBe(
      "getUser: The user does not exist.",
    );
  });
});

describe("the body of an error", () => {
  it("gives code, request id and issues", () => {
    const error = errorOf(contract.registerUser, {
      status: 409,
      headers: { "x-request-id": "of the header" },
      body: {
        code: 17,
        request_id: "of the body",
        result: [
          { field: "username", message: "is taken" },
          { message: "of no field" },
          { field: "", message: "of the whole" },
          { field: "email" },
        ],
      },
    });
    expect(error).toMatchObject({
      _tag: "UserAlreadyExists",
      code: 17,
      requestId: "of the body",
      issues: [
        { field: "username", message: "is taken" },
        { field: "email", message: "is invalid" },
      ],
    });
  });

  it("may be missing: the request id is in a header, too", () => {
    const error = errorOf(contract.getUser, {
      status: 500,
      text: "<html>",
      headers: { "x-request-id": "of the header" },
    });
    expect(error).toMatchObject({ _tag: "ServerError", requestId: "of the header" });
    expect(errorOf(contract.getUser, { status: 500 })).not.toHaveProperty("requestId");
  });

  it.each([
    ["no JSON", { text: "{" }],
    ["null", { body: null }],
    ["a list", { body: [1] }],
    ["a number", { body: 5 }],
    ["fields of other kinds", { body: { code: "x", request_id: 3, result: "no" } }],
    ["a result of other things", { body: { result: [null, 1, { message: {} }] } }],
    ["null for what is absent", { body: { code: null, request_id: null, result: null } }],
  ])("may be anything: %s", (_, answered) => {
    const error = errorOf(contract.getUser, { status: 404, ...answered });
    expect(error).toMatchObject({
      _tag: "UserNotFound",
      message: "getUser: The user does not exist.",
      issues: [],
    });
    expect(error).not.toHaveProperty("code");
    expect(error).not.toHaveProperty("requestId");
  });

  it("is shortened where it is long", () => {
    const long = "x".repeat(2_000);
    const error = errorOf(contract.getUser, {
      status: 400,
      body: { request_id: long, result: [{ field: long, message: long }] },
    });
    for (const text of [error.requestId, error.issues[0]?.field, error.issues[0]?.message]) {
      expect(text).toBe(`${"x".repeat(500)}…`);
    }
    expect(error.message.length).toBeLessThan(600);
  });
});

describe("the names of fields", () => {
  it.each<[keyof typeof contract, string, string]>([
    ["registerUser", "display_name", "displayName"],
    ["registerUser", "address2", "address2"],
    ["registerUser", "tags.0", "tags.0"],
    [
      "registerUser",
      "additional_properties.my_name.file_type",
      "additionalProperties.my_name.fileType",
    ],
    [
      "updateUser",
      "additional_properties.my_name.map.my_key.files.0.file_type",
      "additionalProperties.my_name.map.my_key.files.0.fileType",
    ],
    ["updateUser", "id", "id"],
    ["createUserTemplate", "properties.0.max_length", "properties.0.maxLength"],
    [
      "createUserTemplate",
      "properties.1.value_definition.max_file_size",
      "properties.1.valueDefinition.maxFileSize",
    ],
    ["submitPasswordReset", "mobile_number", "mobileNumber"],
    ["getUsers", "filter_id_list", "filter.ids"],
    ["getUsers", "filter_displayname", "filter.displayName"],
    ["getUsers", "filter_last_activity", "filter.lastActivity"],
    ["getUsers", "size", "size"],
    ["addUserTag", "value", "tag"],
    ["addUserTag", "user_id", "userId"],
    ["setPassword", "value", "password"],
    ["setPassword", "id", "id"],
    ["removeUserTag", "tag", "tag"],
    ["getOAuthToken", "refresh_token", "refreshToken"],
    // A field the contract does not know: as the API spelled it in a body, in camelCase for an
    // operation without a body.
    ["registerUser", "no_such.field_here", "no_such.field_here"],
    ["getUser", "some_parameter", "someParameter"],
  ])("%s: %s is %s", (name, wire, ours) => {
    expect(fieldOf(contract[name], wire)).toBe(ours);
  });

  it("have our spelling in the issues of a real response", () => {
    const error = errorOf(contract.getUsers, {
      status: 400,
      body: { result: [{ field: "filter_last_activity", message: "is malformed" }] },
    });
    expect(error.issues).toEqual([{ field: "filter.lastActivity", message: "is malformed" }]);
  });
});

describe("secrets", () => {
  const secret = 'my_secret_word "1';

  it("are removed before a name is converted to camelCase", () => {
    expect(fieldOf(contract.getUser, `x_y ${secret}`, [secret])).toBe("xY <redacted>");
    expect(fieldOf(contract.registerUser, `a.${secret}.b`, [secret])).toBe("a.<redacted>.b");
  });

  it("are removed before a text is truncated", () => {
    const said = "x".repeat(495) + secret;
    const error = errorOf(contract.getUser, {
      status: 400,
      secrets: [secret],
      body: { request_id: said, result: [{ field: said, message: said }] },
    });
    expect(JSON.stringify(error) + error.message).not.toMatch(/my_s|mySe/);
    const refused = errorOf(contract.getOAuthToken, {
      status: 400,
      secrets: [secret],
      body: { error: said, error_description: said },
    });
    expect(JSON.stringify(refused) + refused.message).not.toMatch(/my_s|mySe/);
  });

  it("are removed from a request id in a header", () => {
    const error = errorOf(contract.getUser, {
      status: 500,
      secrets: [secret],
      headers: { "x-request-id": `id-${encodeURIComponent(secret)}` },
    });
    expect(error.requestId).toBe("id-<redacted>");
  });
});

describe("Retry-After", () => {
  it.each([
    [429, "3", 3_000],
    [503, "0.5", 500],
    [503, "Thu, 01 Jan 1970 00:00:07 GMT", 5_000],
    [429, "Thu, 01 Jan 1970 00:00:01 GMT", 0],
    [429, "soon", undefined],
    [429, "-5", undefined],
  ])("of a %i: %s", (status, header, retryAfter) => {
    const headers = { "retry-after": header };
    const error = errorOf(contract.getUser, { status, headers, now: 2_000 });
    expect("retryAfter" in error ? error.retryAfter : undefined).toBe(retryAfter);
  });
});

describe("the token endpoint's errors", () => {
  it.each([400, 401])("%i with an OAuth error: the credentials were rejected", (status) => {
    const body = { error: "invalid_grant", error_description: "The password is wrong." };
    expect(errorOf(contract.getOAuthToken, { status, body })).toMatchObject({
      _tag: "TokenFailure",
      status,
      reason: "rejected",
      oauthError: "invalid_grant",
      retryable: false,
      message:
        "getOAuthToken: The credentials were rejected (invalid_grant). The password is wrong.",
    });
    expect(
      errorOf(contract.getOAuthToken, { status, body: { error: "invalid_client" } }).message,
    ).toBe("getOAuthToken: The credentials were rejected (invalid_client).");
  });

  it("ignores an OAuth error on other endpoints", () => {
    const body = { error: "invalid_grant" };
    expect(errorOf(contract.getUser, { status: 400, body })._tag).toBe("BadRequest");
    expect(errorOf(contract.getOAuthToken, { status: 503, body })._tag).toBe("ServerError");
  });

  it("reads a Result in this case, too", () => {
    const body = { code: 3, request_id: "r", result: [{ field: "client_id", message: "?" }] };
    expect(errorOf(contract.getOAuthToken, { status: 400, body })).toMatchObject({
      _tag: "BadRequest",
      code: 3,
      requestId: "r",
      issues: [{ field: "clientId", message: "?" }],
    });
  });
});

describe("tryParseJson", () => {
  it("is undefined for anything that is not JSON", () => {
    expect(tryParseJson("<html>")).toBeUndefined();
    expect(tryParseJson("")).toBeUndefined();
    expect(tryParseJson('{"a":')).toBeUndefined();
    expect(tryParseJson("null")).toBeNull();
    expect(tryParseJson('{"a":1}')).toEqual({ a: 1 });
  });
});
