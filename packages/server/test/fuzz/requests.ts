import { userSortProperties, toSnakeCase } from "@knetik-users/core/effect";
import * as fc from "fast-check";
import type { JsonSchema } from "../../src/http/openapi/wireJsonSchema.ts";
import { type DocumentedOperation, operations } from "../documented.ts";
import { callers } from "./callers.ts";
import { fromSchema, type Known } from "./fromSchema.ts";
import { disturbed, hostileJson, hostileText, rawBodies, toText } from "./hostile.ts";
import { passwords, refreshToken, resetSecret } from "./planted.ts";

/** A valid or invalid request. Plain data, so that a failing one can be printed. */
export interface FuzzedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  readonly caller: (typeof callers)[number];
}

const some = (write: (number: number) => string) =>
  Array.from({ length: 20 }, (_, index) => write(index));

const known: Known = {
  username: [
    ...some((number) => `fuzz${number}`),
    "jdoe",
    "admin",
    "JDOE",
    "fuzz",
    "player2",
    "jdoe@sandbox.example",
    "jd\u043ee",
    "fu\u200bzz",
    "\uff46\uff55\uff5a\uff5a1",
  ],
  email: [
    ...some((number) => `fuzz${number}@example.org`),
    "jdoe@sandbox.example",
    "fuzz@example.org",
    "a@b",
    "jdoe",
    "fuzz1@example.org,fuzz2@example.org",
    "fuzz <fuzz3@example.org>",
    "fuzz4@f\u00fcnf.example",
  ],
  password: passwords,
  value: [...passwords, "vip", "beta"],
  template: ["player", "player", "mine"],
  id: ["mine", "player", 2, "other"],
  name: ["Mine", "Player", "level", "Other"],
  tags: [["vip"], [], ["vip", "beta", "vip"]],
  mobile_number: ["+15550100", ""],
  secret: [resetSecret, resetSecret, "wrong"],
  grant_type: ["password", "client_credentials", "refresh_token"],
  client_id: ["web", "server"],
  client_secret: ["sandbox-secret"],
  refresh_token: [refreshToken],
  properties: ["level", "department", "a", "__proto__", "favoriteMaps"],
  avatar_url: ["https://example.org/a.png", "javascript:alert(1)"],
};

const sortable = userSortProperties.map(toSnakeCase);
const order = fc
  .array(fc.tuple(fc.constantFrom(...sortable), fc.constantFrom(":ASC", ":DESC", "")), {
    minLength: 1,
    maxLength: 4,
  })
  .map((entries) => entries.map((entry) => entry.join("")).join());
const wholeText = fc.oneof(
  fc.constantFrom("1", "2", "25", "1000", "1001", "0", "-1", "2147483647", "2147483648", "1e3"),
  fc.constantFrom("999999999999999999999", "1.0", " 1", "0x10", "\uff11", "NaN", "Infinity"),
);
const queryValues: Readonly<Record<string, fc.Arbitrary<string>>> = {
  size: wholeText,
  page: wholeText,
  order,
  filter_last_activity: fc
    .tuple(
      fc.constantFrom("GT", "LT", "EQ", "GOE", "LOE", "XX"),
      fc.oneof(fc.constantFrom("9999999999999", "-9999999999999", "x"), fc.maxSafeInteger()),
    )
    .map((parts) => parts.join()),
  filter_id_list: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 5 }).map(String),
  filter_tag: fc.constantFrom("vip", "beta"),
  filter_role: fc.constantFrom("USERS_ADMIN", "TEMPLATE_ADMIN"),
  cascade: fc.constantFrom("detach", "DETACH", "delete"),
};
const prefix = fc.constantFrom("j", "jd", "a", "");

const parameterNames = [
  ...new Set(
    operations.flatMap(({ parameters }) =>
      parameters.filter((each) => each.in === "query").map(({ name }) => name),
    ),
  ),
];

const queryOf = ({ parameters }: DocumentedOperation) => {
  const own = parameters.filter((each) => each.in === "query").map(({ name }) => name);
  const value = (name: string) =>
    fc.oneof({ weight: 4, arbitrary: queryValues[name] ?? prefix }, hostileText);
  const entryOf = (names: ReadonlyArray<string>) =>
    fc.constantFrom(...names).chain((name) => fc.tuple(fc.constant(name), value(name)));
  const good = fc.uniqueArray(entryOf(own.length > 0 ? own : ["size"]), {
    maxLength: own.length > 0 ? 3 : 0,
    selector: ([name]) => name,
  });
  const bad = fc.array(
    fc.oneof(
      entryOf(parameterNames),
      fc.tuple(hostileText, hostileText),
      fc.tuple(fc.constantFrom("Size", "filter", "filter_", "size[]", "size[$gt]"), wholeText),
    ),
    { maxLength: 4 },
  );
  return fc.oneof(
    { weight: 12, arbitrary: good.map((entries) => new URLSearchParams(entries).toString()) },
    // Includes repeated parameters.
    { weight: 2, arbitrary: bad.map((entries) => new URLSearchParams(entries).toString()) },
    fc.constantFrom("%", "%zz", "size=%ff", "&&=", "?", "size=1?page=2", "size", "+", "a=%00"),
  );
};

const rawSegments = [
  ...["", ".", "..", "%2e%2e", "%2F", "%00", "%", "%zz", "%ED%A0%80", "%ff", "01", "1.0", "1e3"],
  ...[
    "0",
    "-1",
    "+1",
    "2147483647",
    "2147483648",
    "4294967298",
    "99999999999999999999",
    "%EF%BC%92",
  ],
  ...[
    "Me",
    "ME",
    "me%20",
    "%20",
    "constructor",
    "__proto__",
    "1;2",
    "2%3Bdrop",
    "2'--",
    "*",
    ":id",
  ],
];
const encoded = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, ""));
const segmentOf = (name: string, schema: JsonSchema) => {
  const usual = /user_id|^id$/.test(name) && schema["type"] !== "string";
  const named = usual ? ["1", "2", "3", "4", "me"] : ["mine", "player", "staff", "vip", "beta"];
  return fc.oneof(
    { weight: 7, arbitrary: fc.constantFrom(...named) },
    fromSchema(schema, known).map((value) => encoded(String(value))),
    hostileText.map(encoded),
    fc.constantFrom(...rawSegments),
  );
};

const pathOf = ({ path, parameters }: DocumentedOperation): fc.Arbitrary<string> => {
  const places = parameters.filter((each) => each.in === "path");
  return fc
    .tuple(...places.map(({ name, schema }) => segmentOf(name, schema as JsonSchema)))
    .map((segments) =>
      places.reduce((built, { name }, index) => built.replace(`{${name}}`, segments[index]!), path),
    );
};

const names = Object.keys(known);
const anyJson = hostileJson(names);

const formText = (value: unknown): string =>
  new URLSearchParams(
    Object.entries(value as object).map(([name, item]) => [
      name,
      // An object may have its own `toString`.
      typeof item === "object" ? JSON.stringify(item) : String(item),
    ]),
  ).toString();

const bodyOf = ({ requestBody }: DocumentedOperation): fc.Arbitrary<FuzzedRequest["body"]> => {
  const [[type, { schema }] = ["application/json", { schema: {} }]] = Object.entries(
    requestBody?.content ?? {},
  );
  const write = type.includes("form") ? formText : toText;
  const good =
    requestBody === undefined ? fc.constant({}) : fromSchema(schema as JsonSchema, known);
  const bad = fc
    .record({
      value: good,
      at: fc.nat(60),
      how: fc.constantFrom("replace", "replace", "remove", "proto"),
      other: anyJson,
    })
    .map(({ value, ...disturbance }) => disturbed(value, disturbance));
  return fc.oneof(
    { weight: 14, arbitrary: good.map(write) },
    { weight: 6, arbitrary: bad.map((value) => write(value ?? {})) },
    { weight: 2, arbitrary: anyJson.map(toText) },
    rawBodies,
    fc.uint8Array({ maxLength: 40 }).map((bytes) => new Uint8Array(bytes)),
    fc.constant(undefined),
  );
};

const contentTypes = ["text/plain", "", "multipart/form-data; boundary=x", "application/xml"];
const jsonTypes = ["application/json;charset=utf-16", "APPLICATION/JSON", "application/a+json"];
const headersOf = ({ requestBody }: DocumentedOperation) => {
  const [own = "application/json"] = Object.keys(requestBody?.content ?? {});
  const type = fc.oneof(
    { weight: 40, arbitrary: fc.constant(own) },
    fc.constantFrom(...contentTypes, ...jsonTypes, "application/x-www-form-urlencoded"),
  );
  const more = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.constantFrom<ReadonlyArray<readonly [string, string]>>(
      [["content-length", "-1"]],
      [["content-length", "99999999999"]],
      [["accept", "text/html;q=0, */*;q=nonsense"]],
      [["x-forwarded-for", "' or 1=1, ::::, 999.1.1.1"]],
      [["x-http-method-override", "DELETE"]],
      [["content-encoding", "gzip"]],
      [["if-none-match", "*"]],
      [["range", "bytes=0-1,5-"]],
      [["origin", "null"]],
      [["x-request-id", "mine"]],
      [["expect", "100-continue"]],
      [["cookie", "a=b; __proto__=c"]],
    ),
  );
  return fc.tuple(type, more).map(([value, rest]) => [["content-type", value] as const, ...rest]);
};

const methods = ["GET", "HEAD", "OPTIONS", "PATCH", "PUT", "POST", "DELETE", "PROPFIND", "get"];

/** Requests for one operation: mostly almost valid, since those rejected at once test little. */
const requestsOf = (operation: DocumentedOperation): fc.Arbitrary<FuzzedRequest> =>
  fc
    .record({
      method: fc.oneof(
        { weight: 15, arbitrary: fc.constant(operation.method) },
        fc.constantFrom(...methods),
      ),
      path: pathOf(operation),
      query: queryOf(operation),
      headers: headersOf(operation),
      body: bodyOf(operation),
      caller: fc.constantFrom(...callers),
    })
    .map(({ query, path, ...rest }) => ({
      ...rest,
      path: query === "" ? path : `${path}?${query}`,
    }));

/** Requests for all operations. */
export const requests: fc.Arbitrary<FuzzedRequest> = fc.oneof(...operations.map(requestsOf));
