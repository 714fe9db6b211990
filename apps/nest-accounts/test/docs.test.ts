import { describe, expect, it } from "vitest";
import { adapters, startService } from "./support/service.ts";
import { startUpstream } from "./support/upstream.ts";

describe.each(adapters)("Swagger, on %s", (adapter) => {
  it("is served, and shows real bodies", async () => {
    await using upstream = await startUpstream(2);
    await using service = await startService(adapter, upstream);
    const page = await service.call("GET", "/docs");
    expect(page.status).toBe(200);
    expect(page.text).toContain("swagger-ui");

    const { body: document } = await service.call("GET", "/docs-json");
    const resolve = ({ $ref }: { $ref: string }) =>
      document.components.schemas[$ref.replace("#/components/schemas/", "")];
    const bodyOf = (method: string, path: string) =>
      resolve(document.paths[path][method].requestBody.content["application/json"].schema);
    const answerOf = (method: string, path: string, status = 200) =>
      resolve(document.paths[path][method].responses[status].content["application/json"].schema);

    expect(bodyOf("post", "/accounts")).toMatchObject({
      type: "object",
      required: expect.arrayContaining(["username", "email", "password"]),
      properties: { gamePieceColor: { type: "string" }, avatar: { type: "string" } },
    });
    expect(answerOf("post", "/sessions", 201).properties).toHaveProperty("accessToken");
    expect(answerOf("get", "/me").properties).toHaveProperty("additionalProperties");
    expect(answerOf("get", "/players/{id}").properties).toHaveProperty("gamePieceColor");
    expect(answerOf("get", "/admin/users").properties.content.type).toBe("array");

    expect(Object.keys(document.components.schemas).sort()).toEqual([
      "NewPasswordDto",
      "OAuthTokenDto",
      "PasswordChangeDto",
      "PasswordResetRequestDto",
      "PlayerCardDto",
      "ProfileChangesDto",
      "PropertyDefinitionDto",
      "PropertyDto",
      "RefreshSessionDto",
      "SetPasswordDto",
      "SignInDto",
      "SignUpDto",
      "UserDto",
      "UserPageDto",
      "UserRelationshipDto",
      "UserSummaryDto",
      "UserTemplateDto",
      "UserTemplateInputDto",
      "UserTemplatePageDto",
      "UserTemplateUpdateDto",
      "UserUpdateDto",
      "UsersErrorDto",
    ]);
    expect(Object.keys(document.paths["/players/{id}"].get.responses)).toContain("404");

    // "Try it out" as shown succeeds.
    const example = bodyOf("post", "/accounts").example;
    expect((await service.call("POST", "/accounts", { body: example })).status).toBe(201);
    const { username, password } = example;
    expect(await service.signIn(username, password)).toEqual(expect.any(String));
    const examples = bodyOf("post", "/sessions").example;
    expect((await service.call("POST", "/sessions", { body: examples })).status).toBe(201);

    const names = document.paths["/admin/users"].get.parameters.map(
      ({ name }: { name: string }) => name,
    );
    expect(names).toEqual(
      expect.arrayContaining([
        ...["displayName", "email", "firstName", "fullname", "lastName", "username"],
        ...["tag", "group", "role", "lastActivity", "ids", "search", "size", "page", "order"],
      ]),
    );
    const id = document.paths["/players/{id}"].get.parameters;
    expect(id).toMatchObject([{ name: "id", in: "path", schema: { type: "integer" } }]);
    // Every body and response has a schema, and every reference resolves.
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(document.components.schemas).toHaveProperty(name ?? "");
    }
    expect(text).not.toContain('"schema":{}');
    expect(document.components.securitySchemes).toHaveProperty("bearer");
  });
});
