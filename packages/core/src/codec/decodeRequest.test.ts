import fc from "fast-check";
import * as Result from "effect/Result";
import { describe, expect, it } from "vitest";
import { canonical } from "../../test/support/canonical.ts";
import { endpointOf, exchange, inputOf } from "../../test/support/exchange.ts";
import { templateSortProperties } from "../models/templateSearch.ts";
import { userSortProperties } from "../models/userSearch.ts";
import { contract, type OperationName } from "../contract/contract.ts";
import { decodeRequest, type ReceivedRequest } from "./decodeRequest.ts";

const optional = <A>(fields: { [Name in keyof A]: fc.Arbitrary<A[Name]> }) =>
  fc.record(fields, { requiredKeys: [], noNullPrototype: true });

const anyText = fc.string({ unit: "binary" });
const plain = anyText.map((text) => text.replaceAll("\0", ""));
/** A filter on the whole text: an empty one would match every user. */
const exact = plain.filter((text) => text !== "");
const id = fc.integer({ min: 1, max: 2_147_483_647 });
/** The wire format has whole seconds. */
const date = fc
  .integer({ min: -8_640_000_000_000, max: 8_640_000_000_000 })
  .map((seconds) => new Date(seconds * 1000));
const segment = fc
  .string({ unit: "binary", minLength: 1, maxLength: 30 })
  .filter((text) => !text.includes("\0") && text !== "." && text !== "..");
const count = fc.integer({ min: 1, max: 2_147_483_647 });
const order = (properties: ReadonlyArray<string>) =>
  fc.array(
    fc.record({
      property: fc.constantFrom(...properties),
      direction: fc.constantFrom("ASC", "DESC"),
    }),
    { minLength: 1, maxLength: 4 },
  );

const filter = optional({
  displayName: plain,
  email: plain,
  firstName: plain,
  fullname: plain,
  lastName: plain,
  username: plain,
  tag: exact,
  group: exact,
  role: exact,
  lastActivity: fc
    .tuple(fc.constantFrom("gt", "lt", "eq", "gte", "lte"), date)
    .map(([operator, instant]) => ({ [operator]: instant })),
  ids: fc.array(id, { minLength: 1, maxLength: 5 }),
  search: plain,
});
const userSearch = optional({ size: count, page: count, order: order(userSortProperties) }).chain(
  (rest) => filter.map((given) => ({ ...rest, filter: given })),
);

const name = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "display_name", "displayName", "type"),
  anyText,
);
const record = <A>(value: fc.Arbitrary<A>) =>
  fc.array(fc.tuple(name, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
const json = fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as unknown);
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const file = (type: string) =>
  optional({ url: anyText, fileType: anyText, crc: anyText, description: anyText }).map(
    (fields) => ({ type, ...fields }),
  );
const kinds = ["file", "image", "audio", "video"];
const { property } = fc.letrec((tie) => ({
  property: fc.oneof(
    { maxDepth: 2 },
    fc.record({ type: fc.constantFrom("text", "formatted_text"), value: anyText }),
    fc.record({ type: fc.constantFrom("integer", "long"), value: fc.maxSafeInteger() }),
    fc.record({ type: fc.constant("double"), value: double }),
    fc.record({ type: fc.constant("boolean"), value: fc.boolean() }),
    fc.record({ type: fc.constant("date"), value: date }),
    fc.constantFrom(...kinds).chain(file),
    fc.constantFrom(...kinds).chain((kind) =>
      fc.record({
        type: fc.constant(`${kind}_group`),
        files: fc.array(file(kind), { maxLength: 2 }),
      }),
    ),
    fc.record({ type: fc.constant("list"), values: fc.array(tie("property"), { maxLength: 3 }) }),
    fc.record({ type: fc.constant("map"), map: record(tie("property")) }),
    record(json).map((rest) => ({ type: "unknown", wire: { ...rest, type: "hologram" } })),
  ),
}));

const unknownFields = fc
  .dictionary(fc.constantFrom("shoe_size", "shoeSize", "constructor", "later"), json, {
    minKeys: 1,
  })
  .map((fields) => ({ ...fields }));

const registration = fc
  .tuple(
    fc.record({
      username: plain.filter((text) => text !== ""),
      email: fc.emailAddress(),
    }),
    optional({
      password: anyText.filter((text) => text !== ""),
      displayName: anyText,
      avatarUrl: anyText,
      dateOfBirth: date,
      mobileNumber: anyText,
      address2: anyText,
      postalCode: anyText,
      timezoneCode: anyText,
      tags: fc.array(segment, { maxLength: 3 }),
      template: segment,
      additionalProperties: record(property),
      unknownFields,
    }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

const limit = double;
const common = fc
  .tuple(
    fc.record({ name: anyText, required: fc.boolean() }),
    optional({
      friendlyName: anyText,
      optionsUrl: anyText,
      optionLabelPath: anyText,
      fieldList: optional({
        propertyType: anyText,
        propertyFields: fc.array(
          optional({ name: anyText, innerType: anyText, validValues: fc.array(anyText) }),
          { maxLength: 2 },
        ),
      }),
      unknownFields,
    }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));
const define = (type: string, fields: fc.Arbitrary<object>) =>
  fc.tuple(common, fields).map(([all, own]) => ({ ...all, ...own, type }));
const { definition } = fc.letrec((tie) => ({
  definition: fc.oneof(
    { maxDepth: 2 },
    define("text", optional({ maxLength: limit })),
    define("double", optional({ min: limit, max: limit })),
    define("date", optional({ min: date, max: date })),
    define("boolean", fc.constant({})),
    define("video_group", optional({ maxFileSize: limit, minWidth: limit, maxLength: limit })),
    define("list", optional({ minCount: limit, valueDefinition: tie("definition") })),
    define(
      "map",
      optional({
        allowAdditional: fc.boolean(),
        properties: fc.array(tie("definition"), { maxLength: 2 }),
      }),
    ),
    record(json).map((rest) => ({ type: "unknown", wire: { ...rest, type: "hologram" } })),
  ),
}));
const template = fc
  .tuple(
    fc.record({ name: anyText.filter((text) => text !== "") }),
    optional({
      id: segment,
      allowAdditional: fc.boolean(),
      properties: fc.array(definition, { maxLength: 3 }),
      unknownFields,
    }),
  )
  .map(([required, rest]) => ({ ...required, ...rest }));

const expectIdentity = (operation: OperationName, ...args: ReadonlyArray<unknown>) => {
  const { params = {}, query, body } = inputOf(operation, ...args);
  expect(canonical(exchange(operation, ...args))).toBe(canonical({ params, query, body }));
};

describe("decodeRequest after encodeRequest is the identity", () => {
  it("for searches of users", () => {
    fc.assert(fc.property(userSearch, (search) => expectIdentity("getUsers", search)));
  });

  it("for searches of templates", () => {
    fc.assert(
      fc.property(
        optional({ size: count, page: count, order: order(templateSortProperties) }),
        (search) => expectIdentity("getUserTemplates", search),
      ),
    );
  });

  it("for registrations", () => {
    fc.assert(fc.property(registration, (user) => expectIdentity("registerUser", user)));
  });

  it("for templates", () => {
    fc.assert(fc.property(template, (given) => expectIdentity("createUserTemplate", given)));
  });

  it("for updates, with null for cleared fields", () => {
    const nullable = <A>(value: fc.Arbitrary<A>) => fc.option(value, { nil: null });
    const update = optional({
      username: plain.filter((text) => text !== ""),
      displayName: nullable(anyText),
      dateOfBirth: nullable(date),
      tags: nullable(fc.array(segment, { maxLength: 3 })),
      template: nullable(segment),
      additionalProperties: nullable(record(property)),
      unknownFields,
    });
    fc.assert(
      fc.property(fc.oneof(id, fc.constant("me")), update, (user, changes) =>
        expectIdentity("updateUser", user, changes),
      ),
    );
  });

  it("of the other models", () => {
    fc.assert(
      fc.property(id, segment, anyText, (user, text, any) => {
        const secret = `${any}!`;
        expectIdentity("addUserTag", user, text);
        expectIdentity("removeUserTag", user, text);
        expectIdentity("getUser", user);
        expectIdentity("getUserTags", user);
        expectIdentity("getUserTemplate", text);
        expectIdentity("updateUserTemplate", text, { name: secret });
        expectIdentity("deleteUserTemplate", text, { cascade: "detach" });
        expectIdentity("deleteUserTemplate", text, {});
        expectIdentity("setPassword", user, secret);
        expectIdentity("startPasswordReset", user);
        expectIdentity("passwordReset", user, { password: secret, secret: text });
        expectIdentity("submitPasswordReset", { mobileNumber: secret });
        expectIdentity("getOAuthToken", {
          grantType: "password",
          clientId: text,
          username: text,
          password: secret,
        });
      }),
    );
  });
});

const received = (request: Partial<ReceivedRequest>): ReceivedRequest => ({
  params: {},
  query: [],
  body: undefined,
  ...request,
});
const refused = (operation: OperationName, request: Partial<ReceivedRequest>) => {
  const decoded = decodeRequest(endpointOf(operation), received(request));
  return Result.isFailure(decoded) ? decoded.failure : [];
};
const fieldsOf = (operation: OperationName, request: Partial<ReceivedRequest>) =>
  refused(operation, request).map(({ field }) => field);
const queried = (text: string) => ({ query: new URLSearchParams(text) });

describe("an invalid query", () => {
  it.each([
    ["filter_displayName=a", "filter_displayName"],
    ["displayName=a", "displayName"],
    ["filter=a", "filter"],
    ["filter_everything=1", "filter_everything"],
    ["Size=1", "Size"],
    ["constructor=1", "constructor"],
    ["__proto__=1", "__proto__"],
    ["=1", ""],
  ])("has an unknown parameter: %s", (query, field) => {
    expect(refused("getUsers", queried(query))).toEqual([
      { field, message: "is not a parameter of this endpoint" },
    ]);
  });

  it.each([
    ["size=1&size=1", "size"],
    ["filter_tag=a&filter_tag=b", "filter_tag"],
    ["order=id:ASC&order=id:DESC", "order"],
  ])("has a parameter twice: %s", (query, field) => {
    expect(refused("getUsers", queried(query))).toEqual([
      { field, message: "is given more than once" },
    ]);
  });

  it.each([
    ["size=", "size"],
    ["size=0", "size"],
    ["size=1.0", "size"],
    ["size=1e1", "size"],
    ["size=%201", "size"],
    ["size=99999999999", "size"],
    ["page=-1", "page"],
    ["order=", "order"],
    ["order=id:asc", "order"],
    ["order=id:ASC:x", "order"],
    ["order=id:ASC,", "order"],
    ["order=password:ASC", "order"],
    ["filter_last_activity=1500000000", "filter_last_activity"],
    ["filter_last_activity=GT", "filter_last_activity"],
    ["filter_last_activity=GT,soon", "filter_last_activity"],
    ["filter_last_activity=XX,1", "filter_last_activity"],
    ["filter_last_activity=GT,1,2", "filter_last_activity"],
    ["filter_last_activity=GT,9999999999999", "filter_last_activity"],
    ["filter_id_list=", "filter_id_list"],
    ["filter_id_list=1,,2", "filter_id_list"],
    ["filter_id_list=1,x", "filter_id_list"],
    ["filter_id_list=0", "filter_id_list"],
    ["filter_tag=%00", "filter_tag"],
  ])("has a malformed value, named as on the wire: %s", (query, field) => {
    const fields = fieldsOf("getUsers", queried(query));
    expect(fields.length).toBeGreaterThan(0);
    expect(new Set(fields)).toEqual(new Set([field]));
  });

  it("reports everything at once", () => {
    expect(
      fieldsOf("getUsers", queried("size=0&filter_last_activity=x&odd=1&page=1&page=2")).sort(),
    ).toEqual(["filter_last_activity", "odd", "page", "size"]);
  });

  it("has a body although the endpoint takes none", () => {
    expect(fieldsOf("getUser", { params: { id: "7" }, ...queried("size=1") })).toEqual(["size"]);
    expect(
      fieldsOf("deleteUserTemplate", { params: { id: "t" }, ...queried("cascade=x") }),
    ).toEqual(["cascade"]);
  });
});

describe("other invalid input", () => {
  it.each(["0", "-1", "1.5", "x", "", "2147483648", "1e3", " 7", "me "])("the user id %j", (id) => {
    expect(fieldsOf("getUser", { params: { id } })).toEqual(["id"]);
    expect(fieldsOf("getUserTags", { params: { user_id: id } })).toEqual(["user_id"]);
  });

  it("`me` where the API does not allow it", () => {
    expect(fieldsOf("getUser", { params: { id: "me" } })).toEqual([]);
    expect(fieldsOf("getUserTags", { params: { user_id: "me" } })).toEqual(["user_id"]);
  });

  it("fields of a body, by their wire names", () => {
    expect(
      fieldsOf("registerUser", {
        body: {
          username: "ada",
          email: "a@b",
          display_name: 5,
          date_of_birth: "1815",
          additional_properties: 5,
        },
      }).sort(),
    ).toEqual(["additional_properties", "date_of_birth", "display_name"]);
    expect(fieldsOf("createUserTemplate", { body: { properties: "x" } }).sort()).toEqual([
      "name",
      "properties",
    ]);
    for (const body of [undefined, null, 5, "x", []]) {
      expect(fieldsOf("registerUser", { body })).toEqual([""]);
      expect(fieldsOf("addUserTag", { params: { user_id: "7" }, body })).toEqual(["value"]);
    }
    expect(fieldsOf("setPassword", { params: { id: "7" }, body: { value: "" } })).toEqual([
      "value",
    ]);
  });

  it("never with the value in the message", () => {
    const issues = refused("setPassword", { params: { id: "7" }, body: { value: ["s3cret"] } });
    expect(issues).toHaveLength(1);
    expect(JSON.stringify(issues)).not.toContain("s3cret");
  });
});

describe("lenient reading", () => {
  it("is set by the server only and ignored in a request", () => {
    const decoded = decodeRequest(
      endpointOf("updateUser"),
      received({
        params: { id: "7" },
        body: { id: 9, member_since: "odd", children: 5, display_name: "Ada", shoe_size: 44 },
      }),
    );
    expect(Result.getOrThrow(decoded)).toEqual({
      params: { id: 7 },
      body: { displayName: "Ada", unknownFields: { shoe_size: 44 } },
    });
  });

  it("is an order without a direction", () => {
    const decoded = decodeRequest(
      endpointOf("getUsers"),
      received(queried("order=member_since,id:DESC")),
    );
    expect(Result.getOrThrow(decoded).query).toMatchObject({
      order: [
        { property: "memberSince", direction: "ASC" },
        { property: "id", direction: "DESC" },
      ],
    });
  });

  it("is a template id of digits, which stays text", () => {
    const decoded = decodeRequest(
      endpointOf("getUserTemplate"),
      received({ params: { id: "007" } }),
    );
    expect(Result.getOrThrow(decoded).params).toEqual({ id: "007" });
  });
});

describe("a megabyte of invalid input", () => {
  const register = (body: unknown) =>
    decodeRequest(contract.registerUser, { params: {}, query: [], body });
  const user = { username: "ada", email: "ada@example.com" };

  it("is rejected without listing all issues", () => {
    const decoded = register({ ...user, tags: Array.from({ length: 500_000 }, () => 0) });
    expect(Result.isFailure(decoded) && decoded.failure).toHaveLength(1);
  });

  it("lists a hundred issues and the number of the others", () => {
    const decoded = register({ ...user, tags: Array.from({ length: 1_000 }, () => 0) });
    const issues = Result.isFailure(decoded) ? decoded.failure : [];
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)).toEqual({ field: "", message: "and 900 more are wrong" });
  });

  // A pattern that backtracks from every position takes minutes here, and the test times out.
  it("rejects an e-mail address of many @ quickly", () => {
    expect(Result.isFailure(register({ ...user, email: `${"@".repeat(1_000_000)} ` }))).toBe(true);
  });
});
