import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { makeRedactor } from "./redactor.ts";
import { safeCause } from "./safeCause.ts";

const secret = "s3cret-token";
const redact = makeRedactor([secret]);

const nested = (depth: number): Error =>
  depth === 0
    ? new Error(`no ${secret}`)
    : new Error(`level ${depth}`, { cause: nested(depth - 1) });

const withProperty = (value: unknown) => Object.assign(new TypeError("bug"), { value });

class LazyError extends TypeError {
  get failure() {
    return secret;
  }
  toJSON() {
    return { failure: this.failure };
  }
}

class InheritedCause extends TypeError {
  override get cause() {
    return secret;
  }
}

const cyclic = withProperty({ secret });
cyclic.value = { self: cyclic, secret };

const printed = (error: Error) =>
  [
    inspect(error, { depth: 20, showHidden: true }),
    JSON.stringify(error),
    String(error),
    error.stack,
  ].join("\n");

describe("an error that holds a secret is replaced by a copy without it", () => {
  it.each<readonly [string, Error]>([
    ["in its message", new TypeError(`no ${secret}`)],
    ["in a property", withProperty(secret)],
    ["as the name of a property", withProperty({ [secret]: 1 })],
    ["in an array of objects", withProperty([{ secret }])],
    [
      "in a property that is not enumerable",
      Object.defineProperty(new Error("bug"), "secret", { value: secret }),
    ],
    ["under a symbol", Object.assign(new Error("bug"), { [Symbol("hidden")]: secret })],
    ["in a cause", new TypeError("bug", { cause: new Error(secret) })],
    ["in a cause of text", new TypeError("bug", { cause: secret })],
    ["in a deep cause", nested(30)],
    ["in an inherited cause", new InheritedCause("bug")],
    ["in an error of an AggregateError", new AggregateError([new Error(secret)], "all failed")],
    [
      "in an error of an AggregateError that is a cause",
      new Error("bug", { cause: new AggregateError([new Error(secret)]) }),
    ],
    ["in an error that is a property", withProperty(new Error(secret))],
    ["in a Map", withProperty(new Map([["authorization", secret]]))],
    ["in a Set", withProperty(new Set([secret]))],
    ["in Headers", withProperty(new Headers({ authorization: secret }))],
    ["in a Request", withProperty(new Request("http://x", { headers: { authorization: secret } }))],
    ["in bytes", withProperty(new TextEncoder().encode(secret))],
    ["in a closure", withProperty(() => secret)],
    ["in what it returns for JSON", new LazyError("bug")],
    ["beside a cycle", cyclic],
  ])("%s", (_, error) => {
    const copy = safeCause(error, redact);
    expect(copy).not.toBe(error);
    expect(Reflect.ownKeys(copy).sort()).toEqual(["message", "name", "stack"]);
    expect(copy.name).toBe(error.name);
    expect(printed(copy)).not.toContain(secret);
  });

  it("that keeps the rest of the message and the stack", () => {
    const copy = safeCause(new TypeError(`no ${secret} here`), redact);
    expect(copy).toMatchObject({ name: "TypeError", message: "no <redacted> here" });
    expect(copy.stack).toContain("safeCause.test.ts");
  });

  it("if it cannot be read", () => {
    const error = new TypeError("bug");
    Object.defineProperty(error, "value", {
      enumerable: true,
      get: () => {
        throw new Error(secret);
      },
    });
    // Not with `not.toBe`, which prints the error.
    expect(safeCause(error, redact) === error).toBe(false);
  });
});

describe("an error without a secret stays itself", () => {
  const harmless = withProperty({ list: [1, 2n, null, undefined, true], other: "text" });
  const withCycle = withProperty({});
  withCycle.value = { self: withCycle };

  it.each<readonly [string, Error]>([
    ["with plain properties", harmless],
    ["with causes and parts", new AggregateError([nested(0), new Error("x", { cause: harmless })])],
    ["with a cycle", withCycle],
    ["of the platform", new DOMException("bug", "SyntaxError")],
  ])("%s", (_, error) => {
    expect(safeCause(error, makeRedactor(["another"]))).toBe(error);
  });
});
