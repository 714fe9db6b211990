import { afterEach, describe, expect, it } from "vitest";
import fc from "fast-check";
import { parseJson, stringifyJson } from "./json.ts";

describe("parseJson", () => {
  it.each([
    ["9007199254740991", 9_007_199_254_740_991],
    ["-9007199254740991", -9_007_199_254_740_991],
    ["9007199254740992", 9_007_199_254_740_992n],
    ["-9007199254740993", -9_007_199_254_740_993n],
    ["76561198012345679", 76_561_198_012_345_679n],
    ["9223372036854775807", 9_223_372_036_854_775_807n],
    ["0.1234567890123456", 0.1234567890123456],
    ["12345678901234567.5", 12345678901234568],
    ["1.0000000000000000", 1],
    ["1000000000000000e-15", 1],
    ['"76561198012345679"', "76561198012345679"],
    ['"\\"76561198012345679\\\\"', '"76561198012345679\\'],
    ['{"76561198012345679":[76561198012345679]}', { "76561198012345679": [76561198012345679n] }],
    ['["\\\\",76561198012345679,"\\""]', ["\\", 76561198012345679n, '"']],
  ])("reads %s", (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it("keeps a field named __proto__", () => {
    const value = parseJson('{"__proto__":{"a":76561198012345679}}') as object;
    expect(Object.entries(value)).toEqual([["__proto__", { a: 76561198012345679n }]]);
  });

  it.each([
    "",
    "<html>",
    '{"a":',
    "76561198012345679 76561198012345679",
    "09007199254740993",
    "{76561198012345679:1}",
    "-",
  ])("throws for %j", (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it("reads long texts", () => {
    const text = "\\\\".repeat(1_000_000);
    expect(parseJson(`["${text}",76561198012345679]`)).toEqual([
      "\\".repeat(1_000_000),
      76561198012345679n,
    ]);
  });
});

describe("stringifyJson", () => {
  it("writes bigints as integers, and all else as JSON.stringify does", () => {
    const value = { a: [1n, { b: -76561198012345679n }], c: "bigint 1", d: undefined, e: null };
    expect(stringifyJson(value)).toBe('{"a":[1,{"b":-76561198012345679}],"c":"bigint 1","e":null}');
    expect(stringifyJson({ a: 1n }, 2)).toBe('{\n  "a": 1\n}');
  });

  it("throws what JSON.stringify throws", () => {
    const cycle: Record<string, unknown> = { id: 76561198012345679n };
    cycle["self"] = cycle;
    expect(() => stringifyJson(cycle)).toThrow(TypeError);
    const toJSON = () => {
      throw new RangeError("no");
    };
    expect(() => stringifyJson({ toJSON })).toThrow(RangeError);
  });

  describe("with a BigInt.prototype.toJSON", () => {
    afterEach(() => {
      Reflect.deleteProperty(BigInt.prototype, "toJSON");
    });

    it("writes integers", () => {
      Object.assign(BigInt.prototype, { toJSON: () => "text" });
      expect(stringifyJson([76561198012345679n])).toBe("[76561198012345679]");
      expect(stringifyJson(["no bigint"])).toBe('["no bigint"]');
    });
  });

  it("writes what parseJson reads", () => {
    fc.assert(
      fc.property(
        fc.letrec((tie) => ({
          value: fc.oneof(
            fc.string(),
            fc.maxSafeInteger(),
            fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n }),
            fc.boolean(),
            fc.constant(null),
            fc.array(tie("value"), { maxLength: 3 }),
            fc.dictionary(fc.string(), tie("value"), { maxKeys: 3 }),
          ),
        })).value,
        (value) => {
          expect(parseJson(stringifyJson(value))).toEqual(value);
        },
      ),
    );
  });
});
