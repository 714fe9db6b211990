import * as Result from "effect/Result";
import { describe, expect, it } from "vitest";
import * as codecs from "../compiled/codecs.ts";
import { decodeResponse } from "./decodeResponse.ts";
import { encodeWire } from "./response.ts";

describe("an optional field with an odd value", () => {
  it("does not hide the row, or the page", () => {
    const rows = [
      { id: 1, username: "ada" },
      { id: 2, username: "bob", display_name: 5, avatar_url: ["x"] },
    ];
    const decoded = Result.getOrThrow(
      decodeResponse(codecs.UserPage, { content: rows, total_elements: "2" }),
    );
    expect(decoded.value).toEqual({
      content: [
        { id: 1, username: "ada" },
        { id: 2, username: "bob", unknownFields: { display_name: 5, avatar_url: ["x"] } },
      ],
    });
    expect(decoded.unreadable.map(({ field }) => field).sort()).toEqual([
      "content.1.avatar_url",
      "content.1.display_name",
      "total_elements",
    ]);
  });

  it("is sent back as it came", () => {
    const wire = { id: 7, member_since: "1700000000", email: 1, new_field: true };
    const { value, unreadable } = Result.getOrThrow(decodeResponse(codecs.User, wire));
    expect(value).toEqual({
      id: 7,
      unknownFields: { member_since: "1700000000", email: 1, new_field: true },
    });
    expect(unreadable).toHaveLength(2);
    expect(JSON.stringify(unreadable)).not.toContain("1700000000");
    expect(encodeWire(codecs.User, value)).toEqual(wire);
  });

  it("may be inside another", () => {
    const template = {
      id: "t",
      name: "T",
      properties: [{ type: "text", name: "a", max_length: "x" }],
    };
    const { value } = Result.getOrThrow(decodeResponse(codecs.UserTemplate, template));
    expect(value.properties).toHaveLength(1);
    expect(encodeWire(codecs.UserTemplate, value)).toEqual(template);
  });
});

it.each([
  ["a page without rows", codecs.UserPage, {}],
  ["a row without an id", codecs.UserPage, { content: [{ username: "x" }] }],
  ["an id of another type", codecs.UserPage, { content: [{ id: "1" }] }],
  ["an id that is not exact", codecs.UserPage, { content: [{ id: 2 ** 53 }] }],
  ["an odd optional field beside an id of another type", codecs.User, { id: "1", email: 1 }],
  ["text", codecs.User, "text"],
] as const)("fails for %s", (_, codec, json) => {
  expect(Result.isFailure(decodeResponse<unknown>(codec, json))).toBe(true);
});
