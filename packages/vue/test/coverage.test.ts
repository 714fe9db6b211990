// @vitest-environment happy-dom
import type { UsersClient } from "@knetik-users/core";
import { contract, type Endpoint } from "@knetik-users/core/endpoints";
import { describe, expect, it } from "vitest";
import * as vue from "../src/index.ts";
import { mount, settle, startSandbox } from "./support.ts";

const endpoints: ReadonlyArray<Endpoint> = Object.values(contract);
/** Sessions use the token endpoint. */
const operations = endpoints.filter(({ name }) => name !== contract.getOAuthToken.name);
const reads = operations.filter(({ retry }) => retry === "safe");
const writes = operations.filter(({ retry }) => retry !== "safe");

const exported: { readonly [name: string]: unknown } = vue;
const find = (name: string) => {
  const found = exported[name];
  if (typeof found !== "function") throw new Error(`${name} is not exported`);
  return found as (...args: ReadonlyArray<unknown>) => unknown;
};
const capital = (name: string) => name.replace(/^./, (first) => first.toUpperCase());
const nameOfRead = (name: string) => name.replace(/^get/, "");
const lower = (name: string) => name.replace(/^./, (first) => first.toLowerCase());

/** A client that only records calls. */
const recordingClient = () => {
  const called: Array<string> = [];
  const client = new Proxy(
    {},
    {
      get: (_, name: string) => async () => {
        called.push(name);
        return Promise.resolve({ content: [] });
      },
    },
  ) as UsersClient;
  return { client, called };
};

describe.each(reads)("$name", ({ name }) => {
  it("has a composable and query options that call it", async () => {
    const { client, called } = recordingClient();
    using page = mount({ client }, () => find(`use${nameOfRead(name)}`)(1));
    await settle();
    expect(called).toEqual([name]);
    const options = find(`${lower(nameOfRead(name))}QueryOptions`)(client, 1);
    expect(options).toMatchObject({
      queryKey: ["knetik-users", name, 1],
      retry: false,
      enabled: true,
    });
    expect(page.queryClient.getQueryCache().getAll()).toHaveLength(1);
  });
});

describe.each(writes)("$name", ({ name }) => {
  it("has a composable and mutation options that call it", async () => {
    const { client, called } = recordingClient();
    using page = mount(
      { client },
      () => find(`use${capital(name)}`)() as vue.UseUsersMutationReturn<"registerUser", unknown>,
    );
    await page.result.mutateAsync({});
    expect(called).toEqual([name]);
    const options = find(`${name}MutationOptions`)(client) as vue.UsersMutationOptions<
      "registerUser",
      unknown
    >;
    expect(options).toMatchObject({ mutationKey: ["knetik-users", name], retry: false });
    await options.mutationFn({});
    expect(called).toEqual([name, name]);
  });
});

it("gets its tokens from a session", async () => {
  await using sandbox = await startSandbox(2);
  const users = vue.createUsers({ options: sandbox.options, session: { clientId: "web" } });
  await users.session.signIn({ username: "jdoe", password: "sandbox-jdoe" });
  expect(sandbox.lines()).toEqual([`POST ${contract.getOAuthToken.path}`]);
  await users.close();
});

it("has no composable without an operation", () => {
  const known = new Set([
    ...reads.map(({ name }) => `use${nameOfRead(name)}`),
    ...reads.filter(({ isPage }) => isPage).map(({ name }) => `useInfinite${nameOfRead(name)}`),
    ...writes.map(({ name }) => `use${capital(name)}`),
    "useUserSummary",
    "useUsersClient",
    "useSession",
  ]);
  const composables = Object.keys(exported).filter((name) => /^use[A-Z]/.test(name));
  expect(composables.filter((name) => !known.has(name))).toEqual([]);
});
