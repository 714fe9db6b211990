import "reflect-metadata";
import type { AdditionalProperties, User, UserRegistration, UserSearch } from "@knetik-users/core";
import { UserRegistrationSchema, UserSchema } from "@knetik-users/core/effect";
import type { HttpException } from "@nestjs/common";
import * as nest from "@nestjs/common";
import { applyDecorators, Body, Controller, Get, Post, Query } from "@nestjs/common";
import { ApiBody, ApiOkResponse, ApiQuery, DocumentBuilder, SwaggerModule } from "@nestjs/swagger";
import * as Schema from "effect/Schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  PropertyDto,
  UserDto,
  UserPageDto,
  UserRegistrationDto,
  usersDto,
  UserSearchQueryDto,
  UsersJson,
  UsersSchemaPipe,
  UserTemplateDto,
  UserTemplateInputDto,
  UserUpdateDto,
} from "../src/dto.ts";
import { platforms, startApplication, type RunningApplication } from "./application.ts";

const SignUpDto = UserRegistrationDto.pick("username", "email", "password", "dateOfBirth");
const isNest12 = "StandardSchemaValidationPipe" in nest;

const ApiSearch = () => applyDecorators(...UserSearchQueryDto.parameters.map(ApiQuery));

@Controller()
class Routes {
  @Post("sign-up")
  @ApiBody({ schema: SignUpDto.openapi })
  signUp(@Body(new UsersSchemaPipe(SignUpDto)) body: UserRegistration) {
    return { ...body, born: body.dateOfBirth?.toISOString() };
  }
  @Get("user")
  @ApiOkResponse({ schema: UserDto.openapi })
  @UsersJson(UserDto)
  user(): User {
    return {
      id: 1,
      dateOfBirth: new Date(86_400_000),
      additionalProperties: { since: { type: "date", value: new Date(1_000) } },
      unknownFields: { internal: true },
    };
  }
  @Post("echo")
  echo(@Body(new UsersSchemaPipe(UserRegistrationDto)) body: UserRegistration) {
    const { additionalProperties } = body;
    const internal = { internal: "note" };
    const children = [{ id: 2, username: "bob", unknownFields: internal }];
    return {
      received: JSON.stringify(body),
      ...UserDto.toJson({ id: 1, additionalProperties, children, unknownFields: internal }),
    };
  }
  @Get("search")
  @ApiSearch()
  search(@Query(new UsersSchemaPipe(UserSearchQueryDto)) search: UserSearch) {
    return search;
  }
}

const post = (url: string, body: unknown) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

describe.each(platforms)("on %s", (platform) => {
  let running: RunningApplication;
  beforeAll(async () => {
    running = await startApplication(platform, { controllers: [Routes] });
  });
  afterAll(() => running[Symbol.asyncDispose]());

  it("converts to and from JSON with times in seconds, and only the DTO's fields", async () => {
    const signedUp = await post(`${running.url}/sign-up`, {
      username: "ada",
      email: "ada@example.com",
      password: "12345678",
      dateOfBirth: 86_400,
      tags: ["admin"],
      unknownFields: { roles: ["USERS_ADMIN"] },
    });
    expect(await signedUp.json()).toEqual({
      username: "ada",
      email: "ada@example.com",
      password: "12345678",
      dateOfBirth: "1970-01-02T00:00:00.000Z",
      born: "1970-01-02T00:00:00.000Z",
    });
    expect(await (await fetch(`${running.url}/user`)).json()).toEqual({
      id: 1,
      dateOfBirth: 86_400,
      additionalProperties: { since: { type: "date", value: 1 } },
    });
  });

  it("has no unknown fields at any depth, in both directions", async () => {
    const properties = (unknownFields?: object) => ({
      text: { type: "text", value: "a", unknownFields },
      picture: { type: "image", url: "https://cdn.example/a.png", unknownFields },
      group: {
        type: "image_group",
        files: [{ type: "image", url: "https://cdn.example/b.png", unknownFields }],
        unknownFields,
      },
      list: {
        type: "list",
        values: [
          { type: "map", map: { deep: { type: "long", value: 1, unknownFields } }, unknownFields },
        ],
        unknownFields,
      },
      // A customer may give a property this name.
      unknownFields: { type: "boolean", value: true, unknownFields },
    });
    const clean = JSON.parse(JSON.stringify(properties())) as unknown;
    const relatives = (unknownFields?: object) => [{ id: 2, username: "bob", unknownFields }];
    const response = await post(`${running.url}/echo`, {
      username: "ada",
      email: "ada@example.com",
      additionalProperties: properties({ roles: ["USERS_ADMIN"] }),
      unknownFields: { roles: ["USERS_ADMIN"] },
    });
    const { received, ...published } = (await response.json()) as { received: string };
    expect((JSON.parse(received) as UserRegistration).additionalProperties).toEqual(clean);
    expect(received).not.toContain("USERS_ADMIN");
    expect(published).toEqual({ id: 1, additionalProperties: clean, children: relatives() });

    // What a handler returns, with fields of a newer API.
    const secret = { internal: "note" };
    const user = { id: 1, additionalProperties: properties(secret), children: relatives(secret) };
    for (const dto of [UserDto, usersDto(UserSchema)]) {
      const text = JSON.stringify(dto.toJson(user as User));
      expect(text).not.toContain("internal");
      expect(JSON.parse(text)).toEqual({
        id: 1,
        additionalProperties: clean,
        children: [{ id: 2, username: "bob" }],
      });
    }
  });

  it("names every invalid field, without its value", async () => {
    const refused = await post(`${running.url}/sign-up`, {
      username: "",
      email: "hunter2",
      password: "",
    });
    const body = (await refused.json()) as { fields: Array<{ field: string }> };
    expect(refused.status).toBe(400);
    expect(body).toMatchObject({ statusCode: 400, error: "Bad Request", code: "InvalidInput" });
    expect(body.fields.map(({ field }) => field)).toEqual(["username", "email", "password"]);
    expect(JSON.stringify(body)).not.toContain("hunter2");
  });

  it("reads a search from a query", async () => {
    const search = await fetch(
      `${running.url}/search?displayName=j&ids=1,2&lastActivity=GT,60&size=10&order=id:DESC`,
    );
    expect(await search.json()).toEqual({
      filter: { displayName: "j", ids: [1, 2], lastActivity: { gt: "1970-01-01T00:01:00.000Z" } },
      size: 10,
      order: [{ property: "id", direction: "DESC" }],
    });
    const refused = await fetch(`${running.url}/search?size=many&tag=`);
    expect(refused.status).toBe(400);
    const { fields } = (await refused.json()) as { fields: Array<{ field: string }> };
    expect(fields.map(({ field }) => field).sort()).toEqual(["size", "tag"]);
    expect(await (await fetch(`${running.url}/search`)).json()).toEqual({});
  });
});

it("shows bodies in Swagger as they are", async () => {
  await using running = await startApplication("express", { controllers: [Routes] });
  const { paths } = SwaggerModule.createDocument(running.app, new DocumentBuilder().build());
  const text = JSON.stringify(paths);
  expect(text).not.toContain("$ref");
  expect(paths["/sign-up"]?.post?.requestBody).toMatchObject({
    content: {
      "application/json": {
        schema: {
          type: "object",
          required: ["username", "email"],
          properties: {
            username: { type: "string", minLength: 1 },
            dateOfBirth: { type: "integer" },
          },
        },
      },
    },
  });
  const parameters = paths["/search"]?.get?.parameters as Array<{ name: string }>;
  expect(parameters.map(({ name }) => name)).toContain("lastActivity");
  expect(UserUpdateDto.openapi.properties?.["displayName"]).toMatchObject({
    type: "string",
    nullable: true,
  });
  expect(UserUpdateDto.openapi.properties).not.toHaveProperty("memberSince");
  expect(UserPageDto.openapi.properties?.["content"]?.items?.properties?.["id"]?.type).toBe(
    "integer",
  );
  expect(JSON.stringify(UserTemplateInputDto.openapi)).not.toContain('"null"');
});

it("supports an application's own schemas", () => {
  const { username, email } = UserRegistrationSchema.fields;
  const dto = usersDto(Schema.Struct({ username, email, color: Schema.Literals(["red", "blue"]) }));
  expect(dto.parse({ username: "a", email: "a@b", color: "red" })).toEqual({
    username: "a",
    email: "a@b",
    color: "red",
  });
  expect(() => dto.parse({ username: "a", email: "a@b", color: "green" })).toThrow();
  expect(dto.omit("color").openapi.required).toEqual(["username", "email"]);
});

it.runIf(isNest12)("works with Nest 12's Standard Schema support", async () => {
  const {
    StandardSchemaSerializerInterceptor,
    StandardSchemaValidationPipe,
    SerializeOptions,
    UseInterceptors,
    UsePipes,
  } = nest;
  @Controller()
  @UsePipes(new StandardSchemaValidationPipe())
  class Standard {
    @Post("sign-up")
    signUp(@Body({ schema: SignUpDto.request }) body: UserRegistration) {
      return { born: body.dateOfBirth?.getTime() };
    }
    @Get("user")
    @UseInterceptors(StandardSchemaSerializerInterceptor)
    @SerializeOptions({ schema: UserDto.response })
    user(): User {
      return { id: 1, memberSince: new Date(5_000) };
    }
  }
  await using running = await startApplication("express", { controllers: [Standard] });
  const body = { username: "ada", email: "a@b", dateOfBirth: 86_400 };
  expect(await (await post(`${running.url}/sign-up`, body)).json()).toEqual({ born: 86_400_000 });
  expect((await post(`${running.url}/sign-up`, { ...body, email: "x" })).status).toBe(400);
  expect(await (await fetch(`${running.url}/user`)).json()).toEqual({ id: 1, memberSince: 5 });
  // What the compiler emits with `emitDecoratorMetadata`, which Swagger needs.
  Reflect.defineMetadata("design:paramtypes", [Object], Standard.prototype, "signUp");
  const { paths } = SwaggerModule.createDocument(running.app, new DocumentBuilder().build());
  expect(JSON.stringify(paths["/sign-up"]?.post?.requestBody)).toContain('"dateOfBirth"');
});

it("rejects unknown parameters and accepts lists in both forms", () => {
  const refused = { fields: [expect.objectContaining({ field: "displyName" })] };
  try {
    UserSearchQueryDto.parse({ displyName: "j" });
    expect.unreachable();
  } catch (error) {
    expect((error as HttpException).getResponse()).toMatchObject(refused);
  }
  expect(UserSearchQueryDto.parse({ ids: ["1", "2"], order: ["id:DESC"] })).toEqual(
    UserSearchQueryDto.parse({ ids: "1,2", order: "id:DESC" }),
  );
  expect(() => UserSearchQueryDto.parse({ displayName: ["a", "b"] })).toThrow();
});

describe("a property of an unknown type", () => {
  const wire = { type: "text", value: "x", internal: { secret: 1 } };
  const unreadable = { type: "unknown" as const, wire };
  const nested = (value: object) => ({
    a: value,
    b: { type: "list", values: [{ type: "map", map: { deep: value } }] },
  });

  it("is rejected in a body, which names its field", () => {
    for (const dto of [UserUpdateDto, UserRegistrationDto.pick("additionalProperties")]) {
      const body = { additionalProperties: nested(unreadable) };
      let rejection: unknown;
      try {
        dto.parse(body);
      } catch (error) {
        rejection = (error as HttpException).getResponse();
      }
      const message = 'must be of a known type: values of type "unknown" cannot be written';
      expect(rejection).toMatchObject({
        statusCode: 400,
        fields: [
          { field: "additionalProperties.a", message },
          { field: "additionalProperties.b.values.0.map.deep", message },
        ],
      });
      expect(JSON.stringify(rejection)).not.toContain("internal");
    }
  });

  it("is shown without its value", () => {
    const additionalProperties = nested(unreadable) as unknown as AdditionalProperties;
    expect(UserDto.toJson({ id: 1, additionalProperties })).toEqual({
      id: 1,
      additionalProperties: nested({ type: "unknown" }),
    });
    expect(PropertyDto.toJson(unreadable)).toEqual({ type: "unknown" });
  });

  it("is neither written nor shown in a template", () => {
    const properties = [{ type: "unknown" as const, wire }];
    const id = "guild";
    expect(() => UserTemplateInputDto.parse({ id, name: "Guild", properties })).toThrow(
      "The request is invalid.",
    );
    const text = JSON.stringify(UserTemplateDto.toJson({ id, name: "Guild", properties }));
    expect(text).toContain("unknown");
    expect(text).not.toContain("internal");
  });
});
