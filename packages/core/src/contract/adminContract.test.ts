import { describe, expect, it } from "vitest";
import { toCamelCase } from "../models/fieldNames.ts";
import { adminContract } from "./adminContract.ts";
import { contract } from "./contract.ts";
import type { Endpoint } from "./endpoint.ts";
import { inputOf } from "./methods.ts";

const endpoints = Object.entries<Endpoint>(adminContract);

describe.each(endpoints)("%s", (key, endpoint) => {
  it("has the name of its key and of its operation, which the API does not have", () => {
    expect(endpoint.name).toBe(key);
    expect(toCamelCase(endpoint.operation)).toBe(key);
    expect(Object.keys(contract)).not.toContain(key);
  });

  it("is below /_admin/ and needs a role", () => {
    expect(endpoint.path).toMatch(/^\/_admin\//);
    expect(endpoint.auth).toBe("required");
    expect(endpoint.access).toMatchObject({ roles: expect.arrayContaining(["USERS_ADMIN"]) });
    expect(endpoint.access).not.toHaveProperty("orOwner");
  });

  it("retries only what may be sent twice", () => {
    expect(endpoint.retry === "safe").toBe(endpoint.method === "GET");
  });

  it("uses each argument", () => {
    const placeholders = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(endpoint.params ?? {})).toEqual(placeholders);
    const args = endpoint.args.map((name) => (name === "id" ? 7 : { name }));
    const { params = {}, query } = inputOf(endpoint, args);
    expect(Object.keys(params)).toEqual(placeholders);
    expect([...Object.values(params), query].filter((x) => x !== undefined)).toEqual(args);
    expect(query !== undefined).toBe(endpoint.query !== undefined);
  });
});
