import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bodyOf,
  issuesOf,
  queryOf,
  receive,
  refusedFields,
  requestOf,
} from "../../test/support/exchange.ts";
import { userFilterParameters } from "../models/userFilterParameters.ts";
import { userSortProperties } from "../models/userSearch.ts";
import { templateSortProperties } from "../models/templateSearch.ts";

const at = new Date("2026-01-01T00:00:00.999Z");
const loneSurrogate = "a\ud800b";

describe("the filters of getUsers", () => {
  it.each([
    ["displayName", "Ada L", "filter_displayname=Ada L"],
    ["email", "ada@", "filter_email=ada@"],
    ["firstName", "Ada", "filter_firstname=Ada"],
    ["fullname", "Ada", "filter_fullname=Ada"],
    ["lastName", "Love", "filter_lastname=Love"],
    ["username", "ada", "filter_username=ada"],
    ["tag", "vip", "filter_tag=vip"],
    ["group", "beta", "filter_group=beta"],
    ["role", "USERS_ADMIN", "filter_role=USERS_ADMIN"],
    ["lastActivity", { gt: at }, "filter_last_activity=GT,1767225600"],
    ["ids", [1, 2, 2_147_483_647], "filter_id_list=1,2,2147483647"],
    ["search", "a%_", "filter_search=a%_"],
  ])("%s", (filter, value, query) => {
    expect(queryOf("getUsers", { filter: { [filter]: value } })).toBe(query);
  });

  it("are those of the reference", () => {
    expect(Object.values(userFilterParameters).sort()).toEqual([
      "filter_displayname",
      "filter_email",
      "filter_firstname",
      "filter_fullname",
      "filter_group",
      "filter_id_list",
      "filter_last_activity",
      "filter_lastname",
      "filter_role",
      "filter_search",
      "filter_tag",
      "filter_username",
    ]);
  });

  it("may be combined, and are omitted if undefined", () => {
    expect(
      queryOf("getUsers", {
        filter: { tag: "vip", ids: undefined, search: "a" },
        size: undefined,
        page: 2,
      }),
    ).toBe("filter_tag=vip&filter_search=a&page=2");
    expect(queryOf("getUsers", {})).toBe("");
    expect(queryOf("getUsers")).toBe("");
    expect(queryOf("getUsers", { filter: {} })).toBe("");
    expect(queryOf("getUsers", { filter: undefined })).toBe("");
  });

  it.each([
    [{ gt: at }, "GT,1767225600"],
    // Within the next second: a user active then counts as before `at`, not as at or after it.
    [{ lt: at }, "LT,1767225601"],
    [{ gte: at }, "GOE,1767225601"],
    [{ eq: new Date("2026-01-01T00:00:00Z") }, "EQ,1767225600"],
    [{ lte: at, gt: undefined }, "LOE,1767225600"],
    [{ gt: new Date(0) }, "GT,0"],
    [{ gt: new Date(-1) }, "GT,-1"],
  ])("write a comparison with a date: %j", (lastActivity, text) => {
    expect(queryOf("getUsers", { filter: { lastActivity } })).toBe(`filter_last_activity=${text}`);
  });

  it.each<[string, unknown]>([
    ["displayName", 5],
    ["email", null],
    ["firstName", {}],
    ["fullname", ["a"]],
    ["lastName", "a\0b"],
    ["username", loneSurrogate],
    ["tag", true],
    ["group", "\0"],
    ["role", 0],
    ["search", "\udc00"],
    ["lastActivity", {}],
    ["lastActivity", { gt: at, lt: at }],
    ["lastActivity", { eq: at }],
    ["lastActivity", { gt: new Date(Number.NaN) }],
    ["lastActivity", { gt: 1_767_225_600 }],
    ["lastActivity", { after: at }],
    ["lastActivity", "GT,1500000000"],
    ["lastActivity", at],
    ["ids", []],
    ["ids", [0]],
    ["ids", [1.5]],
    ["ids", [-1]],
    ["ids", [2_147_483_648]],
    ["ids", ["1"]],
    ["ids", "1,2"],
    ["ids", [1, Number.NaN]],
    ["everybody", "yes"],
    ["filter_tag", "vip"],
  ])("are refused by name: %s: %j", (filter, value) => {
    const issues = issuesOf("getUsers", { filter: { [filter]: value } });
    expect(issues.length).toBeGreaterThan(0);
    for (const { field } of issues) {
      expect(field === `filter.${filter}` || field.startsWith(`filter.${filter}.`)).toBe(true);
    }
  });

  it("are reported together with all other issues", () => {
    expect(
      refusedFields("getUsers", { filter: { ids: [], tag: 5, odd: 1 }, size: 0, page: 0 }).sort(),
    ).toEqual(["filter.ids", "filter.odd", "filter.tag", "page", "size"]);
  });

  it("do not repeat the rejected value", () => {
    const [issue] = issuesOf("getUsers", { filter: { tag: "s3cret\0" } });
    expect(issue?.message).not.toContain("s3cret");
  });
});

describe("size, page and order", () => {
  it.each(["getUsers", "getUserTemplates"] as const)("of %s have bounds", (operation) => {
    expect(queryOf(operation, { size: 1, page: 1 })).toBe("size=1&page=1");
    expect(queryOf(operation, { size: 2_147_483_647 })).toBe("size=2147483647");
    for (const value of [0, -1, 1.5, 2_147_483_648, Number.NaN, Infinity, "1", null, true]) {
      expect(new Set(refusedFields(operation, { size: value }))).toEqual(new Set(["size"]));
      expect(new Set(refusedFields(operation, { page: value }))).toEqual(new Set(["page"]));
    }
  });

  it("write every property under its wire name", () => {
    const order = userSortProperties.map((property) => ({ property }));
    expect(queryOf("getUsers", { order })).toBe(
      "order=id:ASC,username:ASC,email:ASC,display_name:ASC,fullname:ASC,member_since:ASC,last_updated:ASC,last_activity:ASC",
    );
    expect(
      queryOf("getUserTemplates", {
        order: templateSortProperties.map((property) => ({ property, direction: "DESC" })),
      }),
    ).toBe("order=id:DESC,name:DESC,created_date:DESC,updated_date:DESC");
  });

  it("keep the priority of the order", () => {
    expect(
      queryOf("getUsers", {
        order: [
          { property: "memberSince", direction: "DESC" },
          { property: "id", direction: undefined },
        ],
      }),
    ).toBe("order=member_since:DESC,id:ASC");
  });

  it.each<[unknown]>([
    [[]],
    ["id:ASC"],
    [[{ property: "password" }]],
    [[{ property: "member_since" }]],
    [[{ property: "id", direction: "asc" }]],
    [[{ property: "id", direction: null }]],
    [[{ direction: "ASC" }]],
    [[{ property: "id", nulls: "last" }]],
    [["id"]],
    [{ property: "id" }],
  ])("refuse the order %j", (order) => {
    const fields = refusedFields("getUsers", { order });
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields) expect(field).toMatch(/^order(\.|$)/);
  });
});

describe("ids and tags in a path", () => {
  it.each([
    ["plain", "plain"],
    ["a b", "a%20b"],
    ["a/b", "a%2Fb"],
    ["a\\b", "a%5Cb"],
    ["100%", "100%25"],
    ["%2e%2e", "%252e%252e"],
    ["why?", "why%3F"],
    ["#1", "%231"],
    ["a&b=c", "a%26b%3Dc"],
    ["a+b", "a%2Bb"],
    ["$&", "%24%26"],
    ["{user_id}", "%7Buser_id%7D"],
    ["{tag}", "%7Btag%7D"],
    ["täg 🦊", "t%C3%A4g%20%F0%9F%A6%8A"],
    ["...", "..."],
    [" . ", "%20.%20"],
  ])("%s is sent whole", (text, encoded) => {
    expect(requestOf("removeUserTag", 7, text).path).toBe(`/users/7/tags/${encoded}`);
    expect(requestOf("getUserTemplate", text).path).toBe(`/users/templates/${encoded}`);
  });

  it("arrive unchanged", () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: "binary", minLength: 1, maxLength: 30 })
          .filter((tag) => !tag.includes("\0") && tag !== "." && tag !== ".."),
        fc.integer({ min: 1, max: 2_147_483_647 }),
        (tag, id) => {
          expect(receive("removeUserTag", requestOf("removeUserTag", id, tag)).params).toEqual({
            user_id: String(id),
            tag,
          });
        },
      ),
    );
  });

  it.each([".", "..", "", "a\0", loneSurrogate, "\udc00", 5, null, undefined, {}])(
    "rejects %j by name",
    (text) => {
      expect(refusedFields("removeUserTag", 7, text)).toEqual(["tag"]);
      expect(refusedFields("deleteUserTemplate", text)).toEqual(["id"]);
      expect(refusedFields("addUserTag", 7, text)).toEqual(["tag"]);
    },
  );

  it("have a maximum length", () => {
    expect(refusedFields("addUserTag", 7, "x".repeat(64))).toEqual([]);
    expect(refusedFields("addUserTag", 7, "x".repeat(65))).toEqual(["tag"]);
    expect(refusedFields("getUserTemplate", "x".repeat(255))).toEqual([]);
    expect(refusedFields("getUserTemplate", "x".repeat(256))).toEqual(["id"]);
  });

  it("of users are positive 32-bit integers, or `me` where the API allows it", () => {
    for (const [id, text] of [
      [1, "1"],
      [2_147_483_647, "2147483647"],
      ["me", "me"],
    ] as const) {
      expect(requestOf("getUser", id).path).toBe(`/users/${text}`);
      expect(requestOf("updateUser", id, {}).path).toBe(`/users/${text}`);
    }
    for (const id of [0, -1, 1.5, 2_147_483_648, Number.NaN, "1", "you", "", null, undefined]) {
      expect(new Set(refusedFields("getUser", id))).toEqual(new Set(["id"]));
    }
    expect(refusedFields("getUserTags", "me")).toEqual(["userId"]);
    expect(refusedFields("setPassword", "me", "pa55word")).toEqual(["id"]);
    expect(refusedFields("startPasswordReset", "me")).toEqual(["id"]);
  });
});

describe("bodies", () => {
  it("wrap a plain string", () => {
    expect(requestOf("addUserTag", 7, "vip").body).toEqual({
      contentType: "application/json",
      text: '{"value":"vip"}',
    });
    expect(requestOf("setPassword", 7, 'pa"55').body?.text).toBe('{"value":"pa\\"55"}');
    expect(refusedFields("setPassword", 7, "")).toEqual(["password"]);
    expect(refusedFields("setPassword", 7, { value: "x" })).toEqual(["password"]);
  });

  it("are absent where the endpoint has none", () => {
    expect(requestOf("startPasswordReset", 7)).not.toHaveProperty("body");
    expect(requestOf("getUser", 7)).not.toHaveProperty("body");
  });

  it("name an account by exactly one of three", () => {
    expect(bodyOf("submitPasswordReset", { email: "a@b" })).toEqual({ email: "a@b" });
    expect(bodyOf("submitPasswordReset", { username: "ada", email: undefined })).toEqual({
      username: "ada",
    });
    expect(bodyOf("submitPasswordReset", { mobileNumber: "+1" })).toEqual({ mobile_number: "+1" });
    for (const account of [{}, { email: "a@b", username: "ada" }, { email: undefined }]) {
      expect(issuesOf("submitPasswordReset", account)).toMatchObject([
        { field: "", message: expect.stringContaining("exactly one of") as string },
      ]);
    }
    expect(refusedFields("submitPasswordReset", { email: "" })).toEqual(["email"]);
    expect(refusedFields("submitPasswordReset", { phone: "+1" })).toContain("phone");
    expect(refusedFields("submitPasswordReset", undefined)).toEqual([""]);
  });

  it("reject unknown fields at any depth", () => {
    expect(refusedFields("updateUser", 7, { displayname: "x" })).toEqual(["displayname"]);
    expect(refusedFields("updateUser", 7, { display_name: "x" })).toEqual(["display_name"]);
    expect(refusedFields("updateUser", 7, { password: "pa55word" })).toEqual(["password"]);
    expect(
      refusedFields("updateUser", 7, {
        additionalProperties: { a_b: { type: "image", file_type: "png" } },
      }),
    ).toEqual(["additionalProperties.a_b.file_type"]);
    expect(refusedFields("passwordReset", 7, { password: "p", secret: "s", id: 7 })).toEqual([
      "id",
    ]);
  });

  it("reject each invalid field by name", () => {
    expect(
      refusedFields("registerUser", {
        username: "",
        email: "nobody",
        password: "",
        dateOfBirth: new Date(Number.NaN),
        tags: ["ok", "", ".."],
        template: "",
        additionalProperties: { n: { type: "integer", value: 1.5 }, l: { type: "list" } },
      }).sort(),
    ).toEqual([
      "additionalProperties.l.values",
      "additionalProperties.n.value",
      "dateOfBirth",
      "email",
      "password",
      "tags.1",
      "tags.2",
      "template",
      "username",
    ]);
    expect(refusedFields("registerUser", {}).sort()).toEqual(["email", "username"]);
    for (const email of ["a b@c", "@", "a@", "@b", "", "a@b\0"]) {
      expect(refusedFields("registerUser", { username: "ada", email })).toEqual(["email"]);
    }
  });

  it("list what is wrong in path, query and body together", () => {
    expect(new Set(refusedFields("updateUser", 0, { city: 5, gender: 5 }))).toEqual(
      new Set(["id", "city", "gender"]),
    );
    expect(refusedFields("deleteUserTemplate", "", { cascade: "delete" })).toEqual([
      "id",
      "cascade",
    ]);
  });

  it("encode the cascade of a deletion", () => {
    expect(queryOf("deleteUserTemplate", "t", { cascade: "detach" })).toBe("cascade=detach");
    expect(queryOf("deleteUserTemplate", "t", { cascade: undefined })).toBe("");
    expect(queryOf("deleteUserTemplate", "t")).toBe("");
  });

  it("encode the three grants as forms", () => {
    const form = (request: unknown) => requestOf("getOAuthToken", request).body;
    expect(
      form({ grantType: "client_credentials", clientId: "a b", clientSecret: "s&=+ü" }),
    ).toEqual({
      contentType: "application/x-www-form-urlencoded",
      text: "grant_type=client_credentials&client_id=a+b&client_secret=s%26%3D%2B%C3%BC",
    });
    expect(
      form({
        grantType: "password",
        clientId: "web",
        clientSecret: undefined,
        username: "u",
        password: "p",
      })?.text,
    ).toBe("grant_type=password&client_id=web&username=u&password=p");
    expect(form({ grantType: "refresh_token", clientId: "web", refreshToken: "r" })?.text).toBe(
      "grant_type=refresh_token&client_id=web&refresh_token=r",
    );
    expect(refusedFields("getOAuthToken", { grantType: "implicit" }).length).toBeGreaterThan(0);
    expect(refusedFields("getOAuthToken", { grantType: "password", clientId: "web" })).toEqual([
      "username",
      "password",
    ]);
  });

  it("separate secrets from other options", () => {
    expect(requestOf("setPassword", 7, "pa55word").secrets).toEqual(["pa55word"]);
    expect(requestOf("addUserTag", 7, "vip").secrets).toEqual([]);
    expect(requestOf("passwordReset", 7, { password: "p1", secret: "s1" }).secrets).toEqual([
      "p1",
      "s1",
    ]);
    expect(
      requestOf("registerUser", { username: "ada", email: "a@b", password: "p1" }).secrets,
    ).toEqual(["p1"]);
  });
});
