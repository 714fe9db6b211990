import { describe, expect, it } from "vitest";
import * as Errors from "../errors/errors.ts";
import { inputOf } from "../../test/support/exchange.ts";
import { contract, type OperationName } from "./contract.ts";
import type { Endpoint } from "./endpoint.ts";
import { toCamelCase } from "../models/fieldNames.ts";
import { shapeOf } from "../shapes/codec.ts";
import { fieldsOf } from "../shapes/struct.ts";

const endpoints = Object.entries<Endpoint>(contract);

/** UsersApi.md, row by row: operation → method, path, has a body, parameters. */
const reference: {
  readonly [operation: string]: readonly [
    method: string,
    path: string,
    token: "required" | "optional" | "none",
    retry: string,
    ...args: ReadonlyArray<unknown>,
  ];
} = {
  add_user_tag: ["POST", "/users/{user_id}/tags", "required", "idempotent", 7, "vip"],
  create_user_template: ["POST", "/users/templates", "required", "non-idempotent", { name: "t" }],
  delete_user_template: [
    "DELETE",
    "/users/templates/{id}",
    "required",
    "idempotent",
    "t",
    { cascade: "detach" },
  ],
  get_user: ["GET", "/users/{id}", "optional", "safe", 7],
  get_user_tags: ["GET", "/users/{user_id}/tags", "required", "safe", 7],
  get_user_template: ["GET", "/users/templates/{id}", "required", "safe", "t"],
  get_user_templates: ["GET", "/users/templates", "required", "safe", { size: 1 }],
  get_users: ["GET", "/users", "optional", "safe", { size: 1 }],
  password_reset: [
    "PUT",
    "/users/{id}/password-reset",
    "none",
    "non-idempotent",
    7,
    { secret: "s" },
  ],
  register_user: ["POST", "/users", "optional", "non-idempotent", { username: "ada" }],
  remove_user_tag: ["DELETE", "/users/{user_id}/tags/{tag}", "required", "idempotent", 7, "vip"],
  set_password: ["PUT", "/users/{id}/password", "required", "idempotent", 7, "pa55word"],
  start_password_reset: ["POST", "/users/{id}/password-reset", "none", "non-idempotent", 7],
  submit_password_reset: [
    "POST",
    "/users/password-reset",
    "none",
    "non-idempotent",
    { email: "a@b" },
  ],
  update_user: ["PUT", "/users/{id}", "required", "idempotent", 7, { fullname: "Ada" }],
  update_user_template: ["PUT", "/users/templates/{id}", "required", "idempotent", "t", {}],
  // OAuth 2.0 of the same API; not on that page.
  get_oauth_token: ["POST", "/oauth/token", "none", "non-idempotent", { grantType: "password" }],
};

describe("the contract", () => {
  it("has the endpoints of the reference and the token endpoint", () => {
    expect(endpoints.map(([, { operation }]) => operation).sort()).toEqual(
      Object.keys(reference).sort(),
    );
  });

  it.each(endpoints)("%s has the name of its key and of its operation", (key, endpoint) => {
    expect(endpoint.name).toBe(key);
    const name = toCamelCase(endpoint.operation).replace("Oauth", "OAuth");
    expect(name).toBe(key);
    expect(endpoint.summary).not.toBe("");
  });

  it.each(endpoints)(
    "%s has the method, path, auth and retry class of the reference",
    (_, endpoint) => {
      const [method, path, auth, retry] = reference[endpoint.operation] ?? [];
      expect(endpoint).toMatchObject({ method, path, auth, retry });
    },
  );

  it.each(endpoints)("%s has a parameter for each placeholder", (_, { path, params }) => {
    const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(params ?? {})).toEqual(placeholders);
  });

  it.each(endpoints)("%s uses each argument that its method declares", (_, endpoint) => {
    const [, , , , ...args] = reference[endpoint.operation] ?? [];
    expect(endpoint.args).toHaveLength(args.length);
    const { params, query, body } = inputOf(endpoint.name as OperationName, ...args);
    expect(Object.keys(params ?? {})).toEqual(Object.keys(endpoint.params ?? {}));
    expect(query !== undefined).toBe(endpoint.query !== undefined);
    expect(body !== undefined).toBe(endpoint.body !== undefined);
    expect([...Object.values(params ?? {}), query, body].filter((x) => x !== undefined)).toEqual(
      args,
    );
  });

  it.each(endpoints)("%s requires a token if it requires a role", (_, { auth, access }) => {
    expect(auth === "required").toBe(access !== "anyone");
  });

  it.each(endpoints)("%s names its subjects by a filter that it has", (_, { query, subjects }) => {
    const { ids } = query?.filters ?? {};
    expect(subjects?.filter).toBe(ids === undefined ? undefined : "ids");
  });

  it.each(endpoints)("%s has a subject if its path contains one", (_, { params, subject }) => {
    expect(Object.keys(params ?? {})[0]).toBe(subject?.param);
  });

  it.each(endpoints)("%s has one error class per status", (_, { failures }) => {
    const statuses = failures.map(({ status }) => status);
    expect(new Set(statuses).size).toBe(statuses.length);
    for (const { status, summary } of failures) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(summary).not.toBe("");
    }
  });

  it("declares these failures beyond those of every call", () => {
    expect(
      Object.fromEntries(
        endpoints.flatMap(([name, { failures }]) =>
          failures.length === 0 ? [] : [[name, failures.map((failure) => failure.name).sort()]],
        ),
      ),
    ).toEqual({
      addUserTag: ["UserNotFound"],
      createUserTemplate: ["TemplateAlreadyExists"],
      deleteUserTemplate: ["TemplateInUse", "TemplateNotFound"],
      getUser: ["UserNotFound"],
      getUserTags: ["UserNotFound"],
      getUserTemplate: ["TemplateNotFound"],
      registerUser: ["UserAlreadyExists"],
      removeUserTag: ["UserNotFound"],
      setPassword: ["UserNotFound"],
      updateUser: ["UserAlreadyExists", "UserNotFound"],
      updateUserTemplate: ["TemplateAlreadyExists", "TemplateNotFound"],
      getOAuthToken: ["TokenFailure"],
    });
  });

  it("does not reveal by its errors whether an account exists", () => {
    for (const { failures } of [
      contract.startPasswordReset,
      contract.submitPasswordReset,
      contract.passwordReset,
    ]) {
      expect(failures).toEqual([]);
    }
  });

  it.each(endpoints)("%s: a GET invalidates nothing, and only writes invalidate reads", (_, e) => {
    expect(e.method === "GET").toBe(e.retry === "safe");
    if (e.retry === "safe") expect(e.invalidates).toEqual([]);
    for (const each of e.invalidates) {
      if (typeof each === "string") continue;
      const read: Endpoint = contract[each.read as OperationName];
      expect(read.query?.filters).toHaveProperty(each.filter);
    }
  });

  it.each(endpoints)("%s: says whether it returns a page", (_, { isPage, success, query }) => {
    const fields = success === undefined ? [] : fieldsOf(shapeOf(success));
    expect(isPage === true).toBe(fields.some(({ name }) => name === "content"));
    if (isPage === true) expect(query).toBeDefined();
  });

  it.each(endpoints)("%s answers 204 only if it has no response body", (_, endpoint) => {
    expect(endpoint.successStatus === 204).toBe(endpoint.success === undefined);
  });

  it("names each status class by its tag", () => {
    for (const [name, make] of Object.entries(Errors)) {
      expect(new make({ operation: "x", message: "" } as never)._tag).toBe(name);
    }
  });
});
