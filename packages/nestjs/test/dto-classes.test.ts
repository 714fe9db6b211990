import "reflect-metadata";
import type { PasswordResetRequest, User } from "@knetik-users/core";
import { Body, Controller, Get, HttpCode, Logger, Param, Patch, Post, Query } from "@nestjs/common";
import {
  ApiOkResponse,
  ApiQuery,
  DocumentBuilder,
  PartialType,
  SwaggerModule,
} from "@nestjs/swagger";
import * as Schema from "effect/Schema";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  OAuthTokenDto,
  PasswordResetRequestDto,
  UserDto,
  UserPageDto,
  UserRegistrationDto,
  UserSearchQueryDto,
  usersDto,
  UsersJson,
  UserTemplateInputDto,
  UserUpdateDto,
  UsersValidationPipe,
} from "../src/dto.ts";
import { InjectUsers, type UsersService } from "../src/index.ts";
import { Answers, BodyOf, QueryOf } from "../src/swagger.ts";
import { UsersTestingModule } from "../src/testing.ts";
import { platforms, silent, startApplication, type RunningApplication } from "./application.ts";

const color = Schema.Literals(["red", "blue"]).annotateKey({
  description: "Color of the piece.",
  examples: ["red"],
});

class SignUpDto extends UserRegistrationDto.pick("username", "email", "password").extend({
  color,
}) {}
class ProfileDto extends UserUpdateDto.omit("tags", "template", "additionalProperties") {}
/** Nest's own type, whose rules are not ours; it must not break the document. */
class NestPartialDto extends PartialType(UserUpdateDto) {}
class CardDto extends UserDto.pick("id", "displayName").partial() {}

/** What the compiler emits with `emitDecoratorMetadata`. */
const parameters = (...types: ReadonlyArray<unknown>) =>
  Reflect.metadata("design:paramtypes", types) as MethodDecorator;

@Controller()
class Routes {
  readonly users: UsersService;
  constructor(@InjectUsers() users: UsersService) {
    this.users = users;
  }
  @Post("sign-up")
  @parameters(SignUpDto)
  @UsersJson(UserDto)
  @ApiOkResponse({ type: UserDto })
  signUp(@Body() { color: _color, ...body }: SignUpDto): Promise<User> {
    return this.users.registerUser(body);
  }
  @Patch("users/:id")
  @parameters(String, ProfileDto)
  @Answers(undefined, { errorsOf: "updateUser" })
  change(@Param("id") id: string, @Body() changes: ProfileDto): Promise<void> {
    return this.users.updateUser(Number(id), changes);
  }
  @Get("users")
  @parameters(UserSearchQueryDto)
  @Answers(UserPageDto, { errorsOf: ["getUsers"] })
  search(@Query() search: UserSearchQueryDto) {
    return this.users.getUsers(search);
  }
  @Get("again")
  @Answers(UserPageDto)
  searchAgain(@QueryOf(UserSearchQueryDto) search: UserSearchQueryDto) {
    return this.users.getUsers(search);
  }
  @Post("resets")
  @HttpCode(204)
  reset(@BodyOf(PasswordResetRequestDto) account: PasswordResetRequest): Promise<void> {
    return this.users.submitPasswordReset(account);
  }
  @Post("templates")
  @parameters(UserTemplateInputDto)
  @ApiOkResponse({ type: OAuthTokenDto })
  template(@Body() template: UserTemplateInputDto) {
    return { properties: template.properties?.length ?? 0 };
  }
  @Get("card")
  @Answers(CardDto)
  card(): CardDto {
    return { displayName: "Ada" };
  }
  @Post("partial")
  @parameters(NestPartialDto)
  partial(@Body() body: NestPartialDto) {
    return Object.keys(body);
  }
  @Get("other")
  @parameters(Number)
  @ApiQuery({ name: "n", schema: { type: "integer" } })
  other(@Query("n") n: unknown) {
    return { n };
  }
}

const doubling = { transform: (value: unknown) => (value === "2" ? 4 : value) };

describe.each(platforms)("DTO classes on %s", (platform) => {
  let running: RunningApplication;
  beforeAll(async () => {
    running = await startApplication(
      platform,
      { imports: [UsersTestingModule.forRoot()], controllers: [Routes] },
      silent,
      (app) => {
        app.useGlobalPipes(new UsersValidationPipe(doubling));
      },
    );
  });
  afterAll(() => running[Symbol.asyncDispose]());

  const send = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(running.url + path, {
      method,
      ...(body !== undefined && {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === "" ? undefined : (JSON.parse(text) as object),
    };
  };
  const documentOf = () => {
    const document = SwaggerModule.createDocument(running.app, new DocumentBuilder().build());
    const schemas = document.components?.schemas as Record<
      string,
      {
        readonly properties: Record<string, object>;
        readonly example?: unknown;
        readonly required?: ReadonlyArray<string>;
        readonly anyOf?: ReadonlyArray<object>;
      }
    >;
    return { paths: document.paths, schemas };
  };

  it("are the types of bodies and queries, validated by one pipe", async () => {
    const account = { username: "grace", email: "grace@example.com", password: "long enough 1" };
    const { status, body } = await send("POST", "/sign-up", {
      ...account,
      color: "red",
      tags: ["x"],
    });
    expect([status, body]).toEqual([201, expect.objectContaining({ username: "grace" })]);
    expect(body).not.toHaveProperty("tags", ["x"]);
    expect(
      await send("POST", "/sign-up", { ...account, color: "green", email: "x" }),
    ).toMatchObject({
      status: 400,
      body: { code: "InvalidInput", fields: [{ field: "email" }, { field: "color" }] },
    });
    const { id } = body as User;
    const born = { dateOfBirth: 631_152_000, displayName: null };
    expect((await send("PATCH", `/users/${id}`, born)).status).toBe(204);
    const page = await send("GET", "/users?username=grace&size=5");
    expect(page.body).toMatchObject({ content: [{ id, username: "grace" }], totalElements: 1 });
    expect(await send("GET", "/again?username=grace&size=5")).toEqual(page);
    expect((await send("GET", "/users?usrname=grace")).status).toBe(400);
    expect((await send("POST", "/templates", { name: "t", properties: [] })).body).toEqual({
      properties: 0,
    });
    expect(await send("GET", "/card")).toEqual({ status: 200, body: { displayName: "Ada" } });
    // Arguments of other types go to the other pipe.
    expect((await send("GET", "/other?n=2")).body).toEqual({ n: 4 });
  });

  it("keep the rules of a model that is a union", async () => {
    expect((await send("POST", "/resets", { email: "a@example.com" })).status).toBe(204);
    const both = { email: "a@example.com", username: "ada" };
    expect((await send("POST", "/resets", both)).status).toBe(400);
  });

  it("have names in Swagger, and refer to each other", () => {
    const warn = vi.spyOn(Logger, "warn").mockImplementation(() => {});
    const { schemas, paths } = documentOf();
    // Swagger warns of schemas that differ and have one name.
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
    expect(Object.keys(schemas).sort()).toEqual([
      "CardDto",
      "NestPartialDto",
      "OAuthTokenDto",
      "PasswordResetRequestDto",
      "ProfileDto",
      "PropertyDefinitionDto",
      "PropertyDto",
      "SignUpDto",
      "UserDto",
      "UserPageDto",
      "UserRelationshipDto",
      "UserSummaryDto",
      "UserTemplateInputDto",
      "UsersErrorDto",
    ]);
    const item = (name: string) => ({
      type: "array",
      items: { $ref: `#/components/schemas/${name}` },
    });
    expect(schemas["UserDto"]?.properties).toMatchObject({
      children: item("UserRelationshipDto"),
      additionalProperties: {
        type: "object",
        additionalProperties: { $ref: "#/components/schemas/PropertyDto" },
      },
    });
    expect(schemas["UserPageDto"]?.properties["content"]).toMatchObject(item("UserSummaryDto"));
    expect(schemas["UserTemplateInputDto"]?.properties["properties"]).toMatchObject(
      item("PropertyDefinitionDto"),
    );
    expect(schemas["PropertyDto"]?.anyOf?.length).toBeGreaterThan(10);
    expect(schemas["SignUpDto"]?.required).toEqual(["username", "email", "color"]);
    expect(schemas["CardDto"]?.required).toBeUndefined();
    const body = {
      content: { "application/json": { schema: { $ref: "#/components/schemas/SignUpDto" } } },
    };
    expect(paths["/sign-up"]?.post?.requestBody).toMatchObject(body);
    // Every reference has its schema.
    const text = JSON.stringify({ schemas, paths });
    for (const [, name = ""] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(schemas).toHaveProperty(name);
    }
    const names = (path: string) =>
      (
        paths[path]?.get?.parameters as ReadonlyArray<{
          name: string;
          in: string;
          required?: boolean;
        }>
      )
        .map((parameter) => `${parameter.in} ${parameter.name} ${parameter.required}`)
        .sort();
    expect(names("/users")).toContain("query displayName false");
    expect(names("/users")).toEqual(names("/again"));
  });

  it("have formats, descriptions and realistic examples", () => {
    const { schemas } = documentOf();
    expect(schemas["UserDto"]?.properties).toMatchObject({
      id: { type: "integer", format: "int64", example: 42, description: "Set by the server." },
      email: {
        type: "string",
        format: "email",
        description: expect.stringContaining("Private:") as string,
      },
      avatarUrl: { format: "uri", description: "URL of a picture." },
      memberSince: { type: "integer", example: 1_767_225_600 },
    });
    expect(JSON.stringify(schemas)).not.toContain("9007199254740991");
    expect(JSON.stringify(schemas)).not.toContain("8640000000000");
    expect(schemas["SignUpDto"]?.properties["password"]).toMatchObject({ format: "password" });
    expect(schemas["SignUpDto"]?.properties["color"]).toMatchObject({
      enum: ["red", "blue"],
      description: "Color of the piece.",
      example: "red",
    });
    // A field without documentation would be one that was forgotten.
    for (const name of ["UserDto", "SignUpDto", "ProfileDto", "UserTemplateInputDto"]) {
      for (const [field, property] of Object.entries(schemas[name]?.properties ?? {})) {
        expect([name, field, property]).toEqual([
          name,
          field,
          expect.objectContaining({ description: expect.any(String) as string }),
        ]);
      }
    }
  });

  it("have examples that the API accepts", async () => {
    const { schemas } = documentOf();
    expect(schemas["SignUpDto"]?.example).toMatchObject({ username: "ada", color: "red" });
    const { status, body } = await send("POST", "/sign-up", schemas["SignUpDto"]?.example);
    expect(status).toBe(201);
    const { id } = body as User;
    expect((await send("PATCH", `/users/${id}`, schemas["ProfileDto"]?.example)).status).toBe(204);
    expect(
      (await send("POST", "/templates", schemas["UserTemplateInputDto"]?.example)).status,
    ).toBe(201);
  });

  it("document the errors of operations", () => {
    const { paths } = documentOf();
    const responses = paths["/users/{id}"]?.patch?.responses as Record<
      string,
      { description: string }
    >;
    expect(Object.keys(responses)).toEqual([
      "204",
      "400",
      "401",
      "403",
      "404",
      "409",
      "429",
      "502",
      "503",
      "504",
    ]);
    expect(responses["404"]).toEqual({
      description: "UserNotFound.",
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/UsersErrorDto" },
          examples: {
            UserNotFound: {
              summary: "UserNotFound",
              value: {
                statusCode: 404,
                error: "Not Found",
                message: "The user does not exist.",
                code: "UserNotFound",
              },
            },
          },
        },
      },
    });
  });
});

it("keeps the checks of an application's own schema", () => {
  const Range = Schema.Struct({ from: Schema.Finite, to: Schema.Finite }).check(
    Schema.makeFilter(({ from, to }) => from <= to, { expected: "from <= to" }),
  );
  const RangeDto = usersDto(Range);
  expect(RangeDto.parse({ from: 1, to: 2 })).toEqual({ from: 1, to: 2 });
  expect(() => RangeDto.parse({ from: 2, to: 1 })).toThrow("invalid");
});
