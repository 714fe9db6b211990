import { runInNewContext } from "node:vm";
import { adminContract } from "@knetik-users/core/admin";
import { contract, type Endpoint } from "@knetik-users/core/effect";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { document, operationOf, operations, ownOperations, problemsOf } from "./documented.ts";
import { type Fixture, start } from "./support.ts";

describe("the OpenAPI document", () => {
  it("is valid", async () => {
    const { valid, errors } = await new Validator().validate({ ...structuredClone(document) });
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it("has every endpoint of the contract, with its failures", () => {
    const endpoints: ReadonlyArray<Endpoint> = Object.values(contract);
    expect(operations).toHaveLength(endpoints.length);
    for (const { operation, method, failures, successStatus, query, body } of endpoints) {
      const described = operationOf(operation);
      expect(described.method).toBe(method);
      expect(Object.keys(described.responses)).toEqual(
        expect.arrayContaining(
          [successStatus, ...failures.map(({ status }) => status)].map(String),
        ),
      );
      expect(described.parameters.map(({ name }) => name)).toEqual(
        expect.arrayContaining(Object.values(query?.filters ?? {})),
      );
      expect(described.requestBody !== undefined).toBe(body !== undefined);
    }
  });

  it("has the routes that the official API does not have", () => {
    expect(ownOperations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /.well-known/oauth-authorization-server",
      "POST /oauth/revoke",
      "GET /_admin/users",
      "GET /_admin/users/{id}",
      "DELETE /_admin/users/{id}",
      "GET /_admin/users/{id}/export",
      "POST /_admin/users/{id}/anonymize",
      "POST /_admin/users/{id}/disable",
      "POST /_admin/users/{id}/enable",
      "GET /_admin/audit",
      "GET /_admin/statistics",
      "GET /_admin/templates",
    ]);
  });

  it("has every endpoint for administration, with its failures and parameters", () => {
    const endpoints: ReadonlyArray<Endpoint> = Object.values(adminContract);
    for (const { operation, method, path, failures, successStatus, query } of endpoints) {
      const described = operationOf(operation);
      expect([described.method, described.path]).toEqual([method, path]);
      const statuses = [successStatus, 401, 403, ...failures.map(({ status }) => status)];
      expect(Object.keys(described.responses)).toEqual(
        expect.arrayContaining(statuses.map(String)),
      );
      expect(described.parameters.some(({ in: place }) => place === "query")).toBe(
        query !== undefined,
      );
    }
  });

  it("declares the placeholders of each path, and no others", () => {
    for (const { path, parameters } of [...operations, ...ownOperations]) {
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = parameters.filter((each) => each.in === "path").map(({ name }) => name);
      expect(declared.sort()).toEqual(placeholders.sort());
    }
  });

  it("uses wire names only", () => {
    const text = JSON.stringify(document);
    for (const ours of ["displayName", "unknownFields", '"unknown"', "#/$defs"]) {
      expect(text).not.toContain(ours);
    }
  });
});

describe("responses", () => {
  let api: Fixture;
  beforeAll(async () => {
    api = await start({ sandbox: { users: 12 } });
  });
  afterAll(() => api[Symbol.asyncDispose]());

  const template = {
    name: "Documented",
    allow_additional: false,
    properties: [
      { name: "avatar", type: "image", required: true, max_width: 64 },
      {
        name: "wins",
        type: "list",
        required: false,
        value_definition: { name: "win", type: "integer", required: true, min: 0 },
      },
    ],
  };

  it("matches the OpenAPI document", async () => {
    const token = api.admin;
    const created = await api.call("POST", "/users/templates", { token, json: template });
    const id = await api.register("documented", {
      template: created.body.id,
      additional_properties: {
        avatar: { type: "image", url: "https://cdn.example/a.png" },
        wins: { type: "list", values: [{ type: "integer", value: 3 }] },
      },
    });
    await api.call("POST", `/users/${id}/tags`, { token, json: { value: "vip" } });
    const read = async (operationId: string, path: string) => {
      const { status, body } = await api.call("GET", path, { token });
      return [operationId, status, body] as const;
    };
    const answers = [
      ["create_user_template", created.status, created.body],
      await read("get_user", `/users/${id}`),
      await read("get_users", "/users?size=12"),
      await read("get_user_tags", `/users/${id}/tags`),
      await read("get_user_template", `/users/templates/${created.body.id}`),
      await read("get_user_templates", "/users/templates"),
      await read("get_user", "/users/999999"),
      await read("get_users", "/users?size=0"),
    ] as const;
    expect(answers.map(([, status]) => status)).toEqual([201, 200, 200, 200, 200, 200, 404, 400]);
    for (const [operationId, status, body] of answers) {
      expect([operationId, problemsOf(operationId, status, body)]).toEqual([operationId, []]);
    }
    const granted = await api.grant({
      grant_type: "password",
      client_id: "web",
      username: "jdoe",
      password: "sandbox-jdoe",
    });
    expect(problemsOf("get_oauth_token", 200, granted.body)).toEqual([]);
    const refused = await api.grant({ grant_type: "password", client_id: "web" });
    expect(problemsOf("get_oauth_token", 400, refused.body)).toEqual([]);
    const wrong = { grant_type: "client_credentials", client_id: "server", client_secret: "x" };
    const unknown = await api.grant(wrong);
    expect(unknown.status).toBe(401);
    expect(problemsOf("get_oauth_token", 401, unknown.body)).toEqual([]);
  });

  it("applies to rejected sign-ins, too", async () => {
    await using limited = await start({
      limits: { signIn: { account: { limit: 1, seconds: 60 } } },
    });
    const wrong = { grant_type: "password", client_id: "web", username: "jdoe", password: "x" };
    await limited.grant(wrong);
    const { status, body } = await limited.grant(wrong);
    expect(status).toBe(429);
    expect(problemsOf("get_oauth_token", status, body)).toEqual([]);
  });

  it("this check can fail", () => {
    expect(problemsOf("get_user", 200, { id: "1" })).not.toEqual([]);
    expect(problemsOf("get_user", 200, {})).not.toEqual([]);
  });

  it("has a documentation page that loads nothing from other hosts", async () => {
    const ask = (path: string) => api.server.fetch(new Request(`http://test${path}`));
    const page = await ask("/docs");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const html = await page.text();
    const sources = [...html.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(([, source]) => source!);
    expect(sources).toHaveLength(3);
    for (const source of sources) {
      const { status } = await ask(new URL(source, "http://test/docs").pathname);
      expect([source, status]).toEqual([source, 200]);
    }
    expect(html).not.toMatch(/https?:/);
    expect(await (await ask("/openapi.json")).json()).toEqual(JSON.parse(JSON.stringify(document)));
  });
});

it("shows the documentation in the color scheme of the browser", async () => {
  await using api = await start();
  const textOf = async (path: string) =>
    (await api.server.fetch(new Request(`http://test${path}`))).text();
  const classes = new Set<string>();
  let change = () => {};
  const dark = {
    matches: true,
    addEventListener: (_: string, listener: () => void) => {
      change = listener;
    },
  };
  runInNewContext(await textOf("/docs/page.js"), {
    matchMedia: (query: string) => (query === "(prefers-color-scheme: dark)" ? dark : undefined),
    document: {
      documentElement: {
        classList: {
          toggle: (name: string, isOn: boolean) =>
            isOn ? classes.add(name) : classes.delete(name),
        },
      },
    },
    SwaggerUIBundle: () => {},
  });
  expect([...classes]).toEqual(["dark-mode"]);
  dark.matches = false;
  change();
  expect([...classes]).toEqual([]);
  // The theme of Swagger UI.
  expect(await textOf("/docs/swagger-ui.css")).toContain("html.dark-mode .swagger-ui{");
});

it("reports its health", async () => {
  await using api = await start();
  expect(await api.call("GET", "/health/live")).toMatchObject({
    status: 200,
    body: { status: "up" },
  });
  expect(await api.call("GET", "/health/ready")).toMatchObject({
    status: 200,
    body: { status: "up", database: "up" },
  });
  await api.server.close();
  expect((await api.call("GET", "/health/ready")).status).toBe(503);
});
