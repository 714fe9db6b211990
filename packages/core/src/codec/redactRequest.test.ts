import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contract } from "../contract/contract.ts";
import { encodeRequest } from "./encodeRequest.ts";
import * as Result from "effect/Result";
import { redactBody, redactQuery } from "./redactRequest.ts";

const hidden = "<redacted>";

describe("redactBody", () => {
  it("redacts marked fields and keeps the rest unchanged", () => {
    const additional_properties = {
      "My Color": { type: "text", value: "teal" },
      odd: { type: "hologram", layers: [1, { deep: true }] },
    };
    const body = {
      username: "ada",
      email: "ada@example.com",
      password: "hunter22",
      display_name: null,
      date_of_birth: -1,
      tags: ["vip"],
      additional_properties,
    };
    expect(redactBody(contract.registerUser, body)).toEqual({ ...body, password: hidden });
    expect(redactBody(contract.setPassword, { value: "hunter22" })).toEqual({ value: hidden });
    expect(redactBody(contract.addUserTag, { value: "vip" })).toEqual({ value: "vip" });
    expect(redactBody(contract.passwordReset, { password: "p", secret: "s" })).toEqual({
      password: hidden,
      secret: hidden,
    });
    const form = { grant_type: "password", client_id: "web", username: "jdoe" };
    const secrets = { client_secret: "a", password: "b", refresh_token: "c" };
    expect(redactBody(contract.getOAuthToken, { ...form, ...secrets })).toEqual({
      ...form,
      client_secret: hidden,
      password: hidden,
      refresh_token: hidden,
    });
    expect(
      redactBody(contract.createUserTemplate, {
        name: "t",
        properties: [{ type: "list", name: "l", value_definition: { type: "text", name: "n" } }],
      }),
    ).toEqual({
      name: "t",
      properties: [{ type: "list", name: "l", value_definition: { type: "text", name: "n" } }],
    });
  });

  it("redacts fields that the contract does not define there", () => {
    expect(
      redactBody(contract.registerUser, { passwort: "a", Password: "b", username: {} }),
    ).toEqual({ passwort: hidden, Password: hidden, username: hidden });
    expect(redactBody(contract.updateUser, { password: ["a"], unknown_fields: { a: 1 } })).toEqual({
      password: hidden,
      unknown_fields: hidden,
    });
    expect(redactBody(contract.setPassword, "hunter22")).toBe(hidden);
    expect(redactBody(contract.setPassword, { value: { a: "hunter22" }, x: 1 })).toEqual({
      value: hidden,
      x: hidden,
    });
    expect(redactBody(contract.registerUser, "hunter22")).toBe(hidden);
    expect(redactBody(contract.registerUser, ["hunter22"])).toBe(hidden);
    expect(redactBody(contract.startPasswordReset, { password: "hunter22" })).toBe(hidden);
    expect(redactBody(contract.getUser, undefined)).toBeUndefined();
  });

  it("handles deeply nested input", () => {
    const deep = JSON.parse("[".repeat(100_000) + "]".repeat(100_000)) as unknown;
    for (const name of ["registerUser", "updateUser", "createUserTemplate"] as const) {
      const body = { additional_properties: { a: deep }, properties: deep, tags: deep };
      expect(JSON.stringify(redactBody(contract[name], body)).length).toBeLessThan(1_000);
    }
  });

  // Looking up the schema again for each value takes minutes here, and the test times out.
  it("handles a megabyte of invalid input", () => {
    const tags = Array.from({ length: 500_000 }, () => 1);
    const definitions = Array.from({ length: 30_000 }, () => ({ type: "text", name: "a", x: 1 }));
    const names = Object.fromEntries(
      Array.from({ length: 80_000 }, (_, index) => [`n${index}`, 1]),
    );
    redactBody(contract.registerUser, { tags, ...names });
    const shown = redactBody(contract.createUserTemplate, { properties: definitions });
    expect(shown).toMatchObject({ properties: { length: 30_000, 0: { name: "a", x: hidden } } });
  });

  it("never shows a password, whatever other fields exist", () => {
    const password = fc.string({ minLength: 8 }).map((text) => `pw-${text}`);
    fc.assert(
      fc.property(password, fc.jsonValue({ maxDepth: 2 }), (secret, other) => {
        const bodies = [
          redactBody(contract.registerUser, { username: "a", password: secret, email: other }),
          redactBody(contract.registerUser, { password: [secret, { other }] }),
          redactBody(contract.passwordReset, { secret: { secret }, password: secret }),
          redactBody(contract.setPassword, { value: secret, other: secret }),
          redactBody(contract.getOAuthToken, { grant_type: other, client_secret: secret }),
        ];
        if (!JSON.stringify(other).includes(secret)) {
          expect(JSON.stringify(bodies)).not.toContain(JSON.stringify(secret).slice(1, -1));
        }
      }),
    );
  });

  it("leaves text without secrets unchanged", () => {
    fc.assert(
      fc.property(
        fc.record({ username: fc.constant("a"), email: fc.constant("a@b"), fullname: fc.string() }),
        (user) => {
          const encoded = encodeRequest(contract.registerUser, { body: user });
          const text = Result.getOrThrow(encoded).body?.text ?? "";
          const wire = JSON.parse(text) as unknown;
          expect(redactBody(contract.registerUser, wire)).toEqual(wire);
        },
      ),
    );
  });
});

describe("redactQuery", () => {
  it("keeps known parameters, even repeated, and hides the rest", () => {
    const query = new URLSearchParams("size=5&filter_username=a&size=6&password=p&order=id:ASC&=x");
    expect(redactQuery(contract.getUsers, query)).toEqual([
      ["size", "5"],
      ["filter_username", "a"],
      ["size", "6"],
      ["password", hidden],
      ["order", "id:ASC"],
      ["", hidden],
    ]);
    expect(redactQuery(contract.deleteUserTemplate, [["cascade", "detach"]])).toEqual([
      ["cascade", "detach"],
    ]);
    expect(redactQuery(contract.getUser, new URLSearchParams("size=5"))).toEqual([
      ["size", hidden],
    ]);
  });
});
