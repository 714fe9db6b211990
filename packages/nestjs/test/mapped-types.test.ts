import "reflect-metadata";
import { IntersectionType, OmitType, PartialType, PickType } from "@nestjs/swagger";
import { describe, expect, it } from "vitest";
import {
  NewPasswordDto,
  UserRegistrationDto,
  UsersValidationPipe,
  UserUpdateDto,
} from "../src/dto.ts";

class Partly extends PartialType(UserRegistrationDto) {}
class Picked extends PickType(UserRegistrationDto, ["username", "email"]) {}
class Omitted extends OmitType(UserUpdateDto, ["tags"]) {}
class Both extends IntersectionType(PickType(UserUpdateDto, ["displayName"]), NewPasswordDto) {}
class Nested extends PartialType(Picked) {}
/** Swagger's compiler plugin adds such a method to each class, here without fields of its own. */
class Compiled extends PartialType(UserRegistrationDto) {
  static _OPENAPI_METADATA_FACTORY() {
    return {};
  }
}
class CompiledWithOthers extends PartialType(UserRegistrationDto) {
  static _OPENAPI_METADATA_FACTORY() {
    return { note: { required: true, type: () => String } };
  }
}

const parse = (metatype: new () => unknown, value: unknown): unknown =>
  new UsersValidationPipe().transform(value, { type: "body", metatype });

describe("Nest's mapped types", () => {
  it.each([Partly, Picked, Omitted, Both, Nested, Compiled])(
    "%o refuses an invalid field",
    (metatype) => {
      const invalid = { email: 5, displayName: 5, password: 5 };
      expect(() => parse(metatype, invalid)).toThrow("The request is invalid.");
    },
  );

  it("keeps the fields of the type only", () => {
    expect(parse(Partly, { displayName: "Ada", unknown: 1 })).toEqual({ displayName: "Ada" });
    const given = { username: "ada", email: "ada@example.com", tags: ["vip"] };
    expect(parse(Picked, given)).toEqual({ username: "ada", email: "ada@example.com" });
    expect(parse(Omitted, { tags: ["vip"], displayName: "Ada" })).toEqual({ displayName: "Ada" });
    expect(parse(Nested, {})).toEqual({});
    expect(() => parse(Picked, {})).toThrow("The request is invalid.");
  });

  it("refuses to parse a class with fields that it could not check", () => {
    expect(() => parse(CompiledWithOthers, {})).toThrow("CompiledWithOthers mixes fields");
  });

  it("converts times", () => {
    expect(parse(Partly, { dateOfBirth: 0 })).toEqual({ dateOfBirth: new Date(0) });
  });
});
