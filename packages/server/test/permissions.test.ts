import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Fixture, start } from "./support.ts";

let fixture: Fixture;
let callers: Record<"nobody" | "user" | "owner" | "admin", string | undefined>;
beforeAll(async () => {
  fixture = await start();
  await fixture.register("stranger");
  callers = {
    nobody: undefined,
    user: await fixture.signIn("stranger", "a-password"),
    owner: await fixture.signIn("jdoe", "sandbox-jdoe"),
    admin: await fixture.signIn("admin", "sandbox-admin"),
  };
});
afterAll(() => fixture.server.close());

const value = "a-password";
const refused = { nobody: 401, user: 403, owner: 403 };

// The status each caller gets for jdoe, who is user 2.
it.each([
  ["GET", "/users", undefined, { nobody: 200, user: 200, owner: 200, admin: 200 }],
  ["GET", "/users/2", undefined, { nobody: 200, user: 200, owner: 200, admin: 200 }],
  ["PUT", "/users/2", {}, { nobody: 401, user: 403, owner: 204, admin: 204 }],
  ["GET", "/users/2/tags", undefined, { ...refused, admin: 200 }],
  ["POST", "/users/2/tags", { value: "x" }, { ...refused, admin: 204 }],
  ["DELETE", "/users/2/tags/x", undefined, { ...refused, admin: 204 }],
  ["GET", "/users/templates", undefined, { ...refused, admin: 200 }],
  ["GET", "/users/templates/player", undefined, { ...refused, admin: 200 }],
  ["PUT", "/users/templates/player", {}, { ...refused, admin: 200 }],
  ["DELETE", "/users/templates/player?cascade=detach", undefined, { ...refused, admin: 204 }],
  ["POST", "/users/templates", { id: "player", name: "Player" }, { ...refused, admin: 201 }],
  [
    "POST",
    "/users/2/password-reset",
    undefined,
    { nobody: 204, user: 204, owner: 204, admin: 204 },
  ],
  ["PUT", "/users/2/password", { value }, { nobody: 401, user: 403, owner: 204, admin: 204 }],
] as const)("%s %s %j", async (method, path, json, expected) => {
  for (const caller of ["nobody", "user", "owner", "admin"] as const) {
    const answer = await fixture.call(method, path, { json, token: callers[caller] });
    expect([caller, answer.status]).toEqual([caller, expected[caller]]);
    if (answer.status === 401) expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  }
});

describe("one role", () => {
  it("TEMPLATE_ADMIN may change templates, USERS_ADMIN may only read them", async () => {
    // The token is a user's: the roles are the user's, not the client's.
    const form = { grant_type: "password", client_id: "server", client_secret: "sandbox-secret" };
    const { body } = await fixture.grant({ ...form, username: "stranger", password: "a-password" });
    const answer = await fixture.call("GET", "/users/templates", { token: body.access_token });
    expect(answer.status).toBe(403);
    expect(answer.body.result[0].message).toContain("TEMPLATE_ADMIN or USERS_ADMIN");
  });
});
