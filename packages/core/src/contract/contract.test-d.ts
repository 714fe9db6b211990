import * as codecs from "../compiled/codecs.ts";
import { describe, expectTypeOf, it } from "vitest";
import { endpoint, type Invalidation } from "./endpoint.ts";
import type { Contract, OperationName, ReadName } from "./contract.ts";

const rest = {
  operation: "an_operation",
  summary: "An operation",
  path: "/things/{id}",
  resource: "users",
  params: { id: codecs.UserId },
  successStatus: 200,
  failures: [],
  auth: "none",
  access: "anyone",
  retry: "safe",
  invalidates: [],
} as const;
const input = (id: number, search?: string) => ({ params: { id }, query: search });

describe("an endpoint", () => {
  it("names each argument of its method", () => {
    endpoint({ ...rest, name: "a", method: "GET", args: ["id", "search"], input });
    // @ts-expect-error One name is missing.
    endpoint({ ...rest, name: "a", method: "GET", args: ["id"], input });
    // @ts-expect-error There is no third.
    endpoint({ ...rest, name: "a", method: "GET", args: ["id", "search", "size"], input });
  });

  it("takes its subject from one of its parameters", () => {
    const named = { ...rest, name: "a", method: "GET", args: ["id", "search"], input } as const;
    endpoint({ ...named, subject: { kind: "user", param: "id" } });
    // @ts-expect-error No such parameter.
    endpoint({ ...named, subject: { kind: "user", param: "user_id" } });
  });
});

describe("the contract", () => {
  it("derives reads from the method", () => {
    type Gets = {
      [Name in OperationName]: Contract[Name]["method"] extends "GET" ? Name : never;
    }[OperationName];
    expectTypeOf<ReadName>().toEqualTypeOf<Gets>();
    expectTypeOf<"getUser">().toExtend<ReadName>();
    expectTypeOf<"updateUser">().not.toExtend<ReadName>();
  });

  it("invalidates reads and nothing else", () => {
    expectTypeOf<Contract[OperationName]["invalidates"][number]>().toExtend<
      Invalidation<ReadName>
    >();
  });
});
