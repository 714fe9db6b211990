import { inspect } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  createUsersClient,
  isUsersError,
  type UsersClient,
  type UsersError,
} from "../src/index.ts";
import { answer, type FaultServer, startFaultServer } from "./support/faultServer.ts";

let server: FaultServer;
let users: UsersClient;
beforeAll(async () => {
  server = await startFaultServer(answer(404, "{}"));
  users = createUsersClient({
    baseUrl: server.url,
    allowInsecureHttp: true,
    auth: { token: "secret-token" },
    retry: { retries: 0 },
  });
});
afterAll(async () => {
  await users.close();
  await server[Symbol.asyncDispose]();
});

const failureOf = async (run: () => Promise<unknown>): Promise<UsersError> => {
  const error = await run().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isUsersError(error)) throw new Error("It did not fail.", { cause: error });
  return error;
};

// Each is the function whose name must be in the stack.
const callers = {
  async throwing() {
    await users.getUser(1);
  },
  async iterating() {
    for await (const user of users.all.getUsers()) throw new Error(user.username);
  },
  async iteratingPages() {
    for await (const { size } of users.pages.getUsers()) throw new Error(String(size));
  },
  async withResult() {
    const outcome = await users.result.getUser(1);
    if (!outcome.ok) throw outcome.error;
  },
  async invalid() {
    await users.getUser(-1);
  },
  async cancelled() {
    await users.getUser(1, { signal: AbortSignal.abort() });
  },
};

it.each(Object.entries(callers))(
  "the stack of an error shows its caller: %s",
  async (name, run) => {
    const error = await failureOf(run);
    const lines = error.stack?.split("\n") ?? [];
    expect(lines[0]).toBe(`${error.name}: ${error.message}`);
    expect(lines[1]).toContain(`at ${name}`);
    expect(lines[1]).toContain("errorStacks.test.ts");
    expect(error.stack).not.toContain("effect");
  },
);

it("the functions that await the caller follow it, however many there are", async () => {
  const wrapped = () => users.getUser(1);
  const wrappedTwice = () => wrapped();
  const awaiting = async () => await wrappedTwice();
  const repeated = async (times: number): Promise<unknown> =>
    times === 0 ? await awaiting() : await repeated(times - 1);
  const outermost = async () => await repeated(4);
  const { stack = "" } = await failureOf(outermost);
  const names = stack
    .split("\n")
    .flatMap((line) => / at (?:async )?(\w+) \(/.exec(line)?.[1] ?? []);
  expect(names.slice(0, 4)).toEqual(["wrapped", "wrappedTwice", "awaiting", "repeated"]);
  expect(names).toContain("outermost");
});

it("a call leaves Error.stackTraceLimit as it was", async () => {
  const before = Error.stackTraceLimit;
  try {
    for (const limit of [0, 1, 50, Infinity]) {
      Error.stackTraceLimit = limit;
      const { stack = "" } = await failureOf(callers.throwing);
      expect(Error.stackTraceLimit).toBe(limit);
      expect(stack.includes("at throwing")).toBe(limit > 0);
    }
  } finally {
    Error.stackTraceLimit = before;
  }
});

it("calls that wait for one token request have errors of their own", async () => {
  await using signedOut = createUsersClient({
    baseUrl: server.url,
    allowInsecureHttp: true,
    auth: { grant: "client_credentials", clientId: "a", clientSecret: "b" },
    retry: { retries: 0 },
  });
  const one = () => signedOut.getUser(1);
  const other = () => signedOut.getUser(2);
  const [first, second] = await Promise.all([failureOf(one), failureOf(other)]);
  expect(first).not.toBe(second);
  expect(first).toMatchObject({ _tag: "TokenFailure" });
  expect(first.stack).toContain("at one");
  expect(second.stack).toContain("at other");
});

it("Node prints an error with its name, message, stack and fields, and without secrets", async () => {
  const error = await failureOf(callers.throwing);
  const printed = inspect(error);
  expect(printed).toMatch(/^UserNotFound: getUser: The user does not exist\.\n {4}at throwing/);
  expect(printed).toContain("status: 404");
  expect(printed).not.toContain("secret-token");
});
