import { createRequire } from "node:module";
import { contract } from "@knetik-users/core/effect";
import { createServer } from "@knetik-users/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

type Json = Record<string, unknown>;
type Method = (...args: ReadonlyArray<unknown>) => Promise<unknown>;
interface Sdk {
  readonly ApiClient: new () => {
    basePath: string;
    readonly authentications: Record<string, { accessToken?: string }>;
  };
  readonly UsersApi: new (client: unknown) => Readonly<Record<string, Method>>;
}

// The generated SDK that users of the API have today: CommonJS and untyped.
const sdk = createRequire(import.meta.url)("@knetik/knetikcloud-sdk") as Sdk;

describe("the official generated client", () => {
  let close: () => Promise<void>;
  let url: string;
  let tokenOf: (form: Record<string, string>) => Promise<string>;
  const completed = new Set<string>();

  beforeAll(async () => {
    const server = await createServer({ database: "memory", sandbox: true });
    const listener = await server.listen({ port: 0 });
    url = listener.url;
    close = async () => {
      await listener.close();
      await server.close();
    };
    tokenOf = async (form) => {
      const body = new URLSearchParams(form);
      const response = await fetch(`${url}/oauth/token`, { method: "POST", body });
      return String(((await response.json()) as Json)["access_token"]);
    };
  });
  afterAll(() => close());

  const call = async (
    token: string | undefined,
    name: string,
    ...args: ReadonlyArray<unknown>
  ): Promise<Json> => {
    const client = new sdk.ApiClient();
    client.basePath = url;
    for (const authentication of Object.values(client.authentications)) {
      if (token !== undefined) authentication.accessToken = token;
    }
    const api = new sdk.UsersApi(client);
    const answer = await api[name]?.(...args);
    completed.add(name);
    return (answer ?? {}) as Json;
  };

  test("completes every call against this server", async () => {
    const admin = await tokenOf({
      grant_type: "client_credentials",
      client_id: "server",
      client_secret: "sandbox-secret",
    });

    const template = await call(admin, "createUserTemplate", {
      userTemplateResource: {
        name: "Official",
        allow_additional: false,
        properties: [{ type: "text", name: "gamePieceColor", required: true, max_length: 10 }],
      },
    });
    const templateId = String(template["id"]);
    expect(await call(admin, "getUserTemplate", templateId)).toMatchObject({ name: "Official" });
    await call(admin, "updateUserTemplate", templateId, {
      userTemplateResource: { ...template, allow_additional: true },
    });
    const templates = await call(admin, "getUserTemplates", { size: 100, order: "name:ASC" });
    expect(templates["content"]).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: "Official" })]),
    );

    const user = await call(undefined, "registerUser", {
      userResource: {
        username: "official",
        email: "official@example.com",
        password: "long enough",
        template: templateId,
        additional_properties: { gamePieceColor: { type: "text", value: "red" } },
      },
    });
    const id = Number(user["id"]);
    const own = await tokenOf({
      grant_type: "password",
      client_id: "web",
      username: "official",
      password: "long enough",
    });
    // The SDK sends no token with getUser, so it sees public fields only.
    expect(await call(own, "getUser", String(id))).toMatchObject({ display_name: "official" });
    await call(own, "updateUser", "me", { userResource: { ...user, display_name: "Official" } });

    await call(admin, "addUserTag", id, { value: "vip" });
    expect(await call(admin, "getUserTags", id)).toEqual(["vip"]);
    const found = await call(undefined, "getUsers", { filterTag: "vip", filterIdList: `${id}` });
    expect(found["content"]).toEqual([expect.objectContaining({ id, display_name: "Official" })]);
    await call(admin, "removeUserTag", id, "vip");

    await call(admin, "setPassword", id, { password: { value: "another long one" } });
    await call(undefined, "startPasswordReset", id);
    await call(undefined, "submitPasswordReset", { passwordReset: { username: "official" } });
    const [mail] = (await (await fetch(`${url}/_sandbox/mail`)).json()) as [{ body: string }];
    const secret = /^Secret: (\S+)$/m.exec(mail.body)?.[1];
    await call(undefined, "passwordReset", id, {
      newPasswordRequest: { password: "chosen after a reset", secret },
    });
    await call(admin, "deleteUserTemplate", templateId, { cascade: "detach" });

    const operations = Object.values(contract)
      .map(({ name }) => name)
      .filter((name) => name !== "getOAuthToken");
    expect(operations.filter((name) => !completed.has(name))).toEqual([]);
  });
});
