import { contract, type OperationName } from "@knetik-users/core/effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashSecret } from "../../src/database/hashSecret.ts";
import { cheapPasswords } from "../services.ts";
import { type Fixture, start } from "../support.ts";

const callers = [
  "no token",
  "other user",
  "owner",
  "TEMPLATE_ADMIN",
  "USERS_ADMIN",
  "expired",
  "revoked",
  /** A client's own token, without roles. */
  "wrong client",
] as const;
type Caller = (typeof callers)[number];

/** The subject of a call; each cell has its own. */
interface Subject {
  readonly user: number;
  readonly template: string;
  readonly secret: string;
}

interface Row {
  readonly path: (subject: Subject) => string;
  readonly json?: (subject: Subject) => unknown;
  readonly expected: Readonly<Record<Caller, number>>;
}

/** Anonymous access; a token, if present, must be valid. */
const anybody = (status: number) => ({
  "no token": status,
  "other user": status,
  owner: status,
  TEMPLATE_ADMIN: status,
  USERS_ADMIN: status,
  expired: 401,
  revoked: 401,
  "wrong client": status,
});
/** Anonymous access; a token is ignored. */
const withoutToken = (status: number) => ({ ...anybody(status), expired: status, revoked: status });
const nobody = { ...anybody(403), "no token": 401 };
const only = (status: number, ...some: ReadonlyArray<Caller>) => ({
  ...nobody,
  ...Object.fromEntries(some.map((caller) => [caller, status])),
});

const user = ({ user: id }: Subject) => `/users/${id}`;
const template = (subject: Subject) => `/users/templates/${subject.template}`;

/** One row per endpoint: the compiler requires each. */
const matrix: Readonly<Record<Exclude<OperationName, "getOAuthToken">, Row>> = {
  getUsers: { path: () => "/users", expected: anybody(200) },
  getUser: { path: user, expected: anybody(200) },
  registerUser: {
    path: () => "/users",
    json: ({ secret }) => ({
      username: secret,
      email: `${secret}@example.org`,
      password: "a-password",
    }),
    expected: anybody(200),
  },
  updateUser: {
    path: user,
    json: () => ({ city: "Oslo" }),
    expected: only(204, "owner", "USERS_ADMIN"),
  },
  setPassword: {
    path: (subject) => `${user(subject)}/password`,
    json: () => ({ value: "a-new-password" }),
    expected: only(204, "owner", "USERS_ADMIN"),
  },
  startPasswordReset: {
    path: (subject) => `${user(subject)}/password-reset`,
    expected: withoutToken(204),
  },
  submitPasswordReset: {
    path: () => "/users/password-reset",
    json: () => ({ username: "jdoe" }),
    expected: withoutToken(204),
  },
  passwordReset: {
    path: (subject) => `${user(subject)}/password-reset`,
    json: ({ secret }) => ({ secret, password: "a-new-password" }),
    expected: withoutToken(204),
  },
  addUserTag: {
    path: (subject) => `${user(subject)}/tags`,
    json: () => ({ value: "vip" }),
    expected: only(204, "USERS_ADMIN"),
  },
  removeUserTag: {
    path: (subject) => `${user(subject)}/tags/vip`,
    expected: only(204, "USERS_ADMIN"),
  },
  getUserTags: { path: (subject) => `${user(subject)}/tags`, expected: only(200, "USERS_ADMIN") },
  createUserTemplate: {
    path: () => "/users/templates",
    json: ({ secret }) => ({ id: secret, name: secret }),
    expected: only(201, "TEMPLATE_ADMIN"),
  },
  getUserTemplate: { path: template, expected: only(200, "TEMPLATE_ADMIN", "USERS_ADMIN") },
  getUserTemplates: {
    path: () => "/users/templates",
    expected: only(200, "TEMPLATE_ADMIN", "USERS_ADMIN"),
  },
  updateUserTemplate: {
    path: template,
    json: () => ({ allow_additional: true }),
    expected: only(200, "TEMPLATE_ADMIN"),
  },
  deleteUserTemplate: { path: template, expected: only(204, "TEMPLATE_ADMIN") },
};

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start({ passwords: cheapPasswords });
  const grants = JSON.stringify(["client_credentials"]);
  const client = { id: "roleless", secret_hash: hashSecret("x"), grants, roles: "[]" };
  await fixture.database.queries.insertInto("oauth_clients").values(client).execute();
});
afterAll(() => fixture.server.close());

let count = 0;
const newUser = async () => {
  count += 1;
  return fixture.register(`matrix${count}`);
};
const now = Date.UTC(2026, 1, 1) / 1_000;

/** A user's token, stored directly in the database. */
const tokenOf = async (userId: number | null, clientId: string, expiresAt = now + 60) => {
  const token = `token-${(count += 1)}`;
  await fixture.database.queries
    .insertInto("access_tokens")
    .values({
      token_hash: hashSecret(token),
      client_id: clientId,
      user_id: userId,
      family: null,
      expires_at: expiresAt,
    })
    .execute();
  return token;
};

const makeSubject = async (): Promise<Subject> => {
  const id = await newUser();
  const text = `subject${id}`;
  const { queries } = fixture.database;
  await queries
    .insertInto("templates")
    .values({
      id: `t-${text}`,
      name: `t-${text}`,
      name_key: `t-${text}`,
      allow_additional: 0,
      properties: "[]",
      created_date: now,
      updated_date: now,
    })
    .execute();
  const reset = { user_id: id, secret_hash: hashSecret(text), expires_at: now + 60 };
  await queries.insertInto("password_resets").values(reset).execute();
  return { user: id, template: `t-${text}`, secret: text };
};

const withRole = async (role: string) => {
  const id = await newUser();
  await fixture.database.queries.insertInto("user_roles").values({ user_id: id, role }).execute();
  return tokenOf(id, "web");
};

const tokenFor = async (caller: Caller, subject: Subject): Promise<string | undefined> => {
  switch (caller) {
    case "no token":
      return undefined;
    case "other user":
      return tokenOf(await newUser(), "web");
    case "owner":
      return tokenOf(subject.user, "web");
    case "TEMPLATE_ADMIN":
    case "USERS_ADMIN":
      return withRole(caller);
    case "expired":
      return tokenOf(subject.user, "web", now);
    case "revoked": {
      const token = await tokenOf(1, "web");
      const json = { value: `changed-password-${(count += 1)}` };
      await fixture.call("PUT", "/users/1/password", { json, token: fixture.admin });
      return token;
    }
    case "wrong client":
      return tokenOf(null, "roleless");
  }
};

it("has a row for each endpoint of the contract", () => {
  const { getOAuthToken: _, ...endpoints } = contract;
  expect(Object.keys(matrix).sort()).toEqual(Object.keys(endpoints).sort());
  expect(Object.keys(matrix)).toHaveLength(16);
});

describe.each(Object.entries(matrix))("%s", (name, { path, json, expected }) => {
  it.each(callers)("%s", async (caller) => {
    const subject = await makeSubject();
    const token = await tokenFor(caller, subject);
    const { method } = contract[name as OperationName];
    const answer = await fixture.call(method, path(subject), { json: json?.(subject), token });
    expect(answer.status).toBe(expected[caller]);
    if (answer.status === 401) {
      const challenge = token === undefined ? "Bearer" : 'Bearer error="invalid_token"';
      expect(answer.headers.get("www-authenticate")).toBe(challenge);
    }
  });
});
