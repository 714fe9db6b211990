import * as fc from "fast-check";

/** Text that could be injected into SQL, a template or a path. */
const injections = [
  ...["' OR '1'='1", "'; drop table users; --", '" or ""="', "1); delete from users; --"],
  ...["id:ASC;drop table users", "password_hash:ASC", "username_key:ASC", "(select 1):ASC"],
  ...["id) union select password_hash from users --", "id:ASC--", "id:ASC,id:DESC,"],
  ...["%", "_", "\\", "%' --", "$1", "?", ":id", "${7*7}", "{{7*7}}", "<script>", "../../etc"],
];

/** Deceptive, overlong and invalid text. */
const strange = [
  ...["\0", "a\0b", "\ud800", "\udfff", "x\ud83d", "\u202egnp.exe", "\u2028", "\ufeff", "\uffff"],
  ...["e\u0301", "\u00e9", "\ufb00", "\u0130", "\u00df", "\u{1f469}\u200d\u{1f680}", "\ufdfd"],
  ...["", " ", "\t", "\r\n", "null", "undefined", "NaN", "true", "[object Object]", "-0", "1e9"],
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "length"],
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...strange),
  fc.constantFrom(...injections),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  { weight: 1, arbitrary: fc.constantFrom("x", "\u00e9", "\u{1f600}").map((c) => c.repeat(5_000)) },
);

/** Numbers that only JSON text can hold, or that keep their spelling. */
const rawNumbers = ["1e999", "-1e999", "-0", "1E400", "0.1e-400", "123456789012345678901234567890"];
const mark = "\u{10fffd}raw:";

const edges = [0, 1, -1, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 53 - 1, 2 ** 53, 2 ** 63];
const moreEdges = [8_640_000_000_000, 8_640_000_000_001, 1e308, 5e-324, -1e308, 0.1, 1.5, -0.5];

const hostileNumber: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...edges, ...moreEdges),
  fc.constantFrom(...rawNumbers).map((raw) => mark + raw),
  fc.double(),
  fc.maxSafeInteger(),
);

/** Arbitrary JSON, with names that have a meaning elsewhere. */
export const hostileJson = (names: ReadonlyArray<string>): fc.Arbitrary<unknown> =>
  fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      hostileText,
      hostileNumber,
      fc.constantFrom(null, true, false),
      fc.array(tie("json"), { maxLength: 3 }),
      fc
        .array(fc.tuple(fc.oneof(fc.constantFrom(...names), hostileText), tie("json")), {
          maxLength: 5,
        })
        .map((entries) => Object.fromEntries(entries)),
    ),
  })).json;

/** Like `JSON.stringify`, with numbers that JavaScript cannot represent. */
export const toText = (json: unknown): string =>
  JSON.stringify(json).replace(new RegExp(`"${mark}([^"]+)"`, "gu"), "$1");

type Container = Record<string, unknown> | Array<unknown>;
const isContainer = (value: unknown): value is Container =>
  typeof value === "object" && value !== null;

/** Every nested position in a value. */
const placesOf = (value: unknown): ReadonlyArray<readonly [Container, string]> =>
  isContainer(value)
    ? Object.keys(value).flatMap((key) => [
        [value, key] as const,
        ...placesOf(Reflect.get(value, key)),
      ])
    : [];

/** Replaces, removes or adds a value at one position. */
export const disturbed = (
  value: unknown,
  { at, how, other }: Readonly<{ at: number; how: "replace" | "remove" | "proto"; other: unknown }>,
): unknown => {
  const copy = structuredClone(value);
  const places = placesOf(copy);
  const place = places[at % Math.max(places.length, 1)];
  if (place === undefined) return other;
  const [container, key] = place;
  if (how === "remove") Reflect.deleteProperty(container, key);
  else {
    const name = how === "proto" && !Array.isArray(container) ? "__proto__" : key;
    const property = { value: other, enumerable: true, configurable: true, writable: true };
    Object.defineProperty(container, name, property);
  }
  return copy;
};

/** Malformed or oversized JSON. */
export const rawBodies: fc.Arbitrary<string> = fc.oneof(
  hostileText,
  fc.constantFrom(
    ...["{", "[]", "null", "0", '""', '{"a":1,"a":2}', '{"username":"x",}', "{'a':1}", "\ufeff{}"],
    ...['{"__proto__":{"roles":["USERS_ADMIN"]}}', '{"constructor":{"prototype":{"a":1}}}'],
  ),
  fc.constantFrom(
    "[".repeat(100_000),
    "[".repeat(50_000) + "]".repeat(50_000),
    '{"a":'.repeat(20_000) + "1" + "}".repeat(20_000),
    `{"username":"deep","email":"d@e.example","additional_properties":{"a":${'{"type":"list","values":['.repeat(40)}${"]}".repeat(40)}}}`,
    `{"username":"wide","email":"w@e.example","tags":[${"1,".repeat(30_000)}1]}`,
    `{"username":"${"x".repeat(1_100_000)}"}`,
  ),
);
