import * as Result from "effect/Result";
import type * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as adminCodecs from "../src/compiled/adminCodecs.ts";
import * as codecs from "../src/compiled/codecs.ts";
import { adminContract } from "../src/contract/adminContract.ts";
import { contract } from "../src/contract/contract.ts";
import type { Endpoint } from "../src/contract/endpoint.ts";
import type { FieldIssue } from "../src/errors/details.ts";
import { adminSchemas } from "../src/schemas/adminSchemas.ts";
import { schemas as apiSchemas } from "../src/schemas/schemas.ts";
import type { Codec } from "../src/shapes/codec.ts";
import { read, write } from "../src/shapes/run.ts";
import { canonical } from "./support/canonical.ts";
import { interpretReading, interpretWriting } from "../compiler/interpreter/interpret.ts";
import { interpretLeniently } from "../compiler/interpreter/lenientReading.ts";
import { valuesOf } from "./support/valuesOf.ts";

const schemas = { ...apiSchemas, ...adminSchemas };
const allCodecs = { ...codecs, ...adminCodecs };

const models = Object.entries(schemas).map(
  ([name, schema]) =>
    [
      name,
      schema as Schema.Codec<unknown, unknown>,
      allCodecs[name as keyof typeof schemas] as Codec,
    ] as const,
);

/**
 * A result as text, so that own properties named `__proto__` are compared too. The issues are sorted: a
 * caller's `unknownFields` are checked first, and not in the order of the schema. The interpreter repeats
 * an issue if two members of a union have it.
 */
const shown = (result: Result.Result<unknown, ReadonlyArray<FieldIssue>>): string =>
  Result.match(result, {
    onSuccess: (value) => `value ${canonical(value)}`,
    onFailure: (issues) => `issues ${[...new Set(issues.map(canonical))].sort().join()}`,
  });

const valueOf = (result: ReturnType<typeof read>) => Result.map(result, ({ value }) => value);

const jsonOf = (schema: Schema.Top) => valuesOf(SchemaAST.toEncoded(schema.ast), "json");
const typed = (schema: Schema.Top) => valuesOf(SchemaAST.toType(schema.ast), "value");

const recent = { day: 1, week: 2, month: 3 };
const statistics = {
  date: 1_767_225_600,
  users: 9,
  disabled: 0,
  active: recent,
  registered: recent,
  days: [{ date: 1_767_225_600, users: 1 }],
  newest: [{ id: 9, display_name: "Ada" }],
  failed_sign_ins: 0,
  locked_accounts: 0,
  locked_addresses: 0,
};

describe.each(models)("the codec of %s agrees with its schema", (name, schema, codec) => {
  it.each(["all", "first"] as const)("in reading JSON, listing problems: %s", (problems) => {
    fc.assert(
      fc.property(jsonOf(schema), (json) => {
        expect(shown(valueOf(read(codec, json, { problems })))).toBe(
          shown(interpretReading(schema, json, problems)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("in writing values of callers, listing all problems", () => {
    fc.assert(
      fc.property(typed(schema), (value) => {
        expect(shown(write(codec, value, { rejectsUnknown: true }))).toBe(
          shown(interpretWriting(schema, value, { errors: "all", onExcessProperty: "error" })),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("in writing values of a server", () => {
    fc.assert(
      fc.property(typed(schema), (value) => {
        const written = write(codec, value, { problems: "first" });
        const all = interpretWriting(schema, value, { errors: "all", onExcessProperty: "ignore" });
        if (Result.isFailure(written) && Result.isFailure(all)) {
          expect(written.failure).toHaveLength(1);
          expect(all.failure).toContainEqual(written.failure[0]);
        } else expect(shown(written)).toBe(shown(all));
      }),
      { numRuns: 300 },
    );
  });

  // Otherwise the tests above would compare failures only, or none.
  it("for values that are valid, and for values that are not", () => {
    const isValid = (json: unknown) => Result.isSuccess(read(codec, json, {}));
    const outcomes = fc.sample(jsonOf(schema), { numRuns: 300, seed: 1 }).map(isValid);
    // With so many required fields, chance hardly makes a valid one.
    if (name === "Statistics") outcomes.push(isValid(statistics));
    expect(outcomes).toContain(true);
    expect(outcomes).toContain(false);
  });
});

const responses = new Set(
  Object.values({ ...contract, ...adminContract }).map(
    (endpoint: Endpoint): Codec | undefined => endpoint.success,
  ),
);

describe.each(models.filter(([, , codec]) => responses.has(codec)))(
  "the codec of %s agrees with its schema",
  (_, schema, codec) => {
    it("in reading JSON with odd optional fields", () => {
      fc.assert(
        fc.property(jsonOf(schema), (json) => {
          expect(shown(read(codec, json, { setsAside: true }))).toBe(
            shown(interpretLeniently(schema, json)),
          );
        }),
        { numRuns: 300 },
      );
    });
  },
);

/** The row of a page, which has a function of its own. */
const row = {
  id: 1,
  username: "ada",
  email: "ada@example.com",
  display_name: "Ada",
  avatar_url: "https://example.com/ada.png",
  fullname: "Ada Lovelace",
  member_since: 1_500_000_000,
  last_updated: 0,
  last_activity: -8_640_000_000_000,
};

describe("the codec of a row", () => {
  const schema = schemas.UserSummary as Schema.Codec<unknown, unknown>;
  const { UserSummary: codec } = codecs;
  const odd = [null, 5, -1.5, 8.64e12, 8.641e12, Infinity, "x", true, {}, [1]];

  it.each(Object.keys(row))("agrees with its schema for each kind of value of %s", (name) => {
    const { [name]: _, ...rest }: Record<string, unknown> = row;
    for (const json of [rest, ...odd.map((value) => ({ ...rest, [name]: value }))]) {
      const lenient = shown(read(codec, json, { setsAside: true }));
      expect(lenient).toBe(shown(interpretLeniently(schema, json)));
      const strict = shown(valueOf(read(codec, json, {})));
      expect(strict).toBe(shown(interpretReading(schema, json, "all")));
    }
  });

  it("reads each field of a valid row once", () => {
    const seen: Array<PropertyKey> = [];
    const json = new Proxy(row, {
      get: (target, name) => {
        seen.push(name);
        return Reflect.get(target, name) as unknown;
      },
      ownKeys: (target) => {
        seen.push("all names");
        return Reflect.ownKeys(target);
      },
    });
    expect(Result.isSuccess(read(codec, json, { setsAside: true }))).toBe(true);
    expect(seen.sort()).toEqual(["all names", ...Object.keys(row)].sort());
  });
});
