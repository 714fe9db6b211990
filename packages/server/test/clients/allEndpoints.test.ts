import type { Credentials, Result } from "@knetik-users/core";
import { contract } from "@knetik-users/core/effect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faces, type OpenFace } from "./faces.ts";
import { routes, type OpenRoute } from "./routes.ts";

const server: Credentials = {
  grant: "client_credentials",
  clientId: "server",
  clientSecret: "sandbox-secret",
};
const jdoe: Credentials = {
  grant: "password",
  clientId: "web",
  username: "jdoe",
  password: "sandbox-jdoe",
};
const nobody = 2_000_000_000;

describe.each(routes)("$name", (route) => {
  describe.each(faces)("through the $name", (face) => {
    let road: OpenRoute;
    let admin: OpenFace;
    let owner: OpenFace;
    let anonymous: OpenFace;
    let stranger: OpenFace;
    /** Every `operation:tag` seen, to prove at the end that all were covered. */
    const seen = new Set<string>();

    const good = async <A>(operation: string, call: Promise<Result<A, unknown>>): Promise<A> => {
      const outcome = await call;
      if (!outcome.ok) throw new Error(`${operation} failed`, { cause: outcome.error });
      seen.add(`${operation}:ok`);
      return outcome.value;
    };
    const bad = async <E extends { readonly _tag: string; readonly operation: string }>(
      operation: string,
      call: Promise<Result<unknown, E>>,
      tag: E["_tag"],
    ): Promise<E> => {
      const { ok, error } = await call;
      if (ok) throw new Error(`${operation} succeeded, and should have failed with ${tag}`);
      expect(error._tag, operation).toBe(tag);
      seen.add(`${operation}:${tag}`);
      return error;
    };

    let count = 0;
    const newUser = () => {
      count += 1;
      const username = `player${count}`;
      return { username, email: `${username}@example.com`, password: "long enough" };
    };
    const register = () => good("registerUser", anonymous.call.registerUser(newUser()));
    const createTemplate = () => {
      count += 1;
      return good(
        "createUserTemplate",
        admin.call.createUserTemplate({
          name: `Template ${count}`,
          properties: [{ type: "text", name: "color", required: true, maxLength: 5 }],
        }),
      );
    };
    const resetSecret = async (email: string): Promise<string> => {
      const message = (await road.mail()).find(({ recipient }) => recipient === email);
      return /^Secret: (\S+)$/m.exec(message?.body ?? "")?.[1] ?? "";
    };

    beforeAll(async () => {
      road = await route.open();
      const retry = { retries: 0 };
      admin = await face.open({ ...road.options, retry, auth: server });
      owner = await face.open({ ...road.options, retry, auth: jdoe });
      anonymous = await face.open({ ...road.options, retry });
      stranger = await face.open({ ...road.options, retry, auth: { token: "no-such-token" } });
    });
    afterAll(async () => {
      for (const open of [admin, owner, anonymous, stranger]) await open.close();
      await road.close();
    });

    test("registerUser", async () => {
      const input = newUser();
      const user = await good(
        "registerUser",
        anonymous.call.registerUser({
          ...input,
          displayName: "Ada",
          dateOfBirth: new Date("1990-12-10T00:00:00Z"),
          additionalProperties: { my_color: { type: "text", value: "teal" } },
        }),
      );
      expect(user).toMatchObject({ username: input.username, displayName: "Ada" });
      expect(user.dateOfBirth).toEqual(new Date("1990-12-10T00:00:00Z"));
      expect(user.additionalProperties).toEqual({ my_color: { type: "text", value: "teal" } });
      expect(user).not.toHaveProperty("password");
      const clash = await bad(
        "registerUser",
        anonymous.call.registerUser({ ...newUser(), username: input.username.toUpperCase() }),
        "UserAlreadyExists",
      );
      expect(clash.issues.map(({ field }) => field)).toContain("username");
      const weak = await bad(
        "registerUser",
        anonymous.call.registerUser({ ...newUser(), password: "short" }),
        "BadRequest",
      );
      expect(weak.issues[0]?.field).toBe("password");
      expect(weak.requestId).toMatch(/\S/);
      await bad("registerUser", stranger.call.registerUser(newUser()), "Unauthorized");
      await bad(
        "registerUser",
        anonymous.call.registerUser({ ...newUser(), tags: ["vip"] }),
        "Forbidden",
      );
    });

    test("getUser", async () => {
      const me = await good("getUser", owner.call.getUser("me"));
      expect(me.username).toBe("jdoe");
      const seenByAll = await good("getUser", anonymous.call.getUser(me.id));
      expect(seenByAll).not.toHaveProperty("email");
      expect(await good("getUser", admin.call.getUser(me.id))).toHaveProperty("email");
      await bad("getUser", anonymous.call.getUser(nobody), "UserNotFound");
      await bad("getUser", anonymous.call.getUser("me"), "Unauthorized");
      await bad("getUser", stranger.call.getUser(me.id), "Unauthorized");
    });

    test("getUsers", async () => {
      const user = await register();
      await good("addUserTag", admin.call.addUserTag(user.id, "findme"));
      const page = await good(
        "getUsers",
        admin.call.getUsers({
          filter: { tag: "findme", username: "player" },
          order: [{ property: "displayName", direction: "DESC" }],
          size: 5,
        }),
      );
      expect(page.content.map(({ id }) => id)).toContain(user.id);
      expect(page.totalElements).toBe(page.content.length);
      expect((await good("getUsers", anonymous.call.getUsers())).content).toHaveLength(25);
      const byId = await good(
        "getUsers",
        anonymous.call.getUsers({ filter: { ids: [1, user.id] } }),
      );
      expect(byId.content.map(({ id }) => id)).toEqual([1, user.id]);
      const active = await good(
        "getUsers",
        anonymous.call.getUsers({ filter: { ids: [2], lastActivity: { gte: new Date(0) } } }),
      );
      expect(active.content.map(({ id }) => id)).toEqual([2]);
      const tooMany = await bad("getUsers", admin.call.getUsers({ size: 1001 }), "BadRequest");
      expect(tooMany.issues).toEqual([
        { field: "size", message: expect.stringContaining("1000") as string },
      ]);
      await bad("getUsers", anonymous.call.getUsers({ filter: { email: "a" } }), "Forbidden");
      await bad("getUsers", stranger.call.getUsers(), "Unauthorized");
    });

    test("updateUser", async () => {
      const user = await register();
      const read = await good("getUser", admin.call.getUser(user.id));
      await good("updateUser", admin.call.updateUser(user.id, { ...read, city: "Paris" }));
      await good("updateUser", admin.call.updateUser(user.id, { displayName: "New" }));
      expect(await good("getUser", admin.call.getUser(user.id))).toMatchObject({
        city: "Paris",
        displayName: "New",
      });
      await good("updateUser", admin.call.updateUser(user.id, { city: null }));
      expect(await good("getUser", admin.call.getUser(user.id))).not.toHaveProperty("city");
      await good("updateUser", owner.call.updateUser("me", { description: "mine" }));
      await bad("updateUser", admin.call.updateUser(nobody, { city: "x" }), "UserNotFound");
      await bad(
        "updateUser",
        admin.call.updateUser(user.id, { username: "admin" }),
        "UserAlreadyExists",
      );
      const refused = await bad(
        "updateUser",
        admin.call.updateUser(user.id, { template: "no-such-template" }),
        "BadRequest",
      );
      expect(refused.issues[0]?.field).toBe("template");
      await bad("updateUser", owner.call.updateUser(user.id, { city: "x" }), "Forbidden");
      await bad("updateUser", stranger.call.updateUser(user.id, { city: "x" }), "Unauthorized");
      await bad("updateUser", anonymous.call.updateUser(user.id, { city: "x" }), "TokenFailure");
    });

    test("addUserTag, getUserTags and removeUserTag", async () => {
      const { id } = await register();
      const odd = "50% of a/b? #1 ü";
      await good("addUserTag", admin.call.addUserTag(id, odd));
      await good("addUserTag", admin.call.addUserTag(id, odd));
      await good("addUserTag", admin.call.addUserTag(id, "vip"));
      const tags = await good("getUserTags", admin.call.getUserTags(id));
      expect([...tags].sort()).toEqual([odd, "vip"].sort());
      await good("removeUserTag", admin.call.removeUserTag(id, odd));
      await good("removeUserTag", admin.call.removeUserTag(id, odd));
      expect(await good("getUserTags", admin.call.getUserTags(id))).toEqual(["vip"]);

      await bad("addUserTag", admin.call.addUserTag(nobody, "x"), "UserNotFound");
      await bad("getUserTags", admin.call.getUserTags(nobody), "UserNotFound");
      await bad("removeUserTag", admin.call.removeUserTag(nobody, "x"), "UserNotFound");
      await bad("addUserTag", owner.call.addUserTag(id, "x"), "Forbidden");
      await bad("getUserTags", owner.call.getUserTags(id), "Forbidden");
      await bad("removeUserTag", owner.call.removeUserTag(id, "x"), "Forbidden");
      await bad("addUserTag", stranger.call.addUserTag(id, "x"), "Unauthorized");
      await bad("getUserTags", stranger.call.getUserTags(id), "Unauthorized");
      await bad("removeUserTag", stranger.call.removeUserTag(id, "x"), "Unauthorized");
      await bad("addUserTag", anonymous.call.addUserTag(id, "x"), "TokenFailure");
      await bad("getUserTags", anonymous.call.getUserTags(id), "TokenFailure");
      await bad("removeUserTag", anonymous.call.removeUserTag(id, "x"), "TokenFailure");
    });

    test("setPassword", async () => {
      const { id, username = "" } = await register();
      await good("setPassword", admin.call.setPassword(id, "another long one"));
      const grant = { grantType: "password", clientId: "web", username } as const;
      const token = await good(
        "getOAuthToken",
        anonymous.call.getOAuthToken({ ...grant, password: "another long one" }),
      );
      await good(
        "setPassword",
        anonymous.call.setPassword(id, "chosen by me", { token: token.accessToken }),
      );
      const old = await bad(
        "getOAuthToken",
        anonymous.call.getOAuthToken({ ...grant, password: "another long one" }),
        "TokenFailure",
      );
      expect(old).toMatchObject({ reason: "rejected", oauthError: "invalid_grant" });
      const weak = await bad("setPassword", admin.call.setPassword(id, "short"), "BadRequest");
      expect(weak.issues[0]?.field).toBe("password");
      await bad("setPassword", admin.call.setPassword(nobody, "long enough"), "UserNotFound");
      await bad("setPassword", owner.call.setPassword(id, "long enough"), "Forbidden");
      await bad("setPassword", stranger.call.setPassword(id, "long enough"), "Unauthorized");
      await bad("setPassword", anonymous.call.setPassword(id, "long enough"), "TokenFailure");
    });

    test("startPasswordReset, submitPasswordReset and passwordReset", async () => {
      const { id, email = "" } = await register();
      await good("startPasswordReset", anonymous.call.startPasswordReset(id));
      const first = await resetSecret(email);
      await good("submitPasswordReset", anonymous.call.submitPasswordReset({ email }));
      const second = await resetSecret(email);
      expect(second).not.toBe(first);
      const password = "brand new password";
      const voided = await bad(
        "passwordReset",
        anonymous.call.passwordReset(id, { password, secret: first }),
        "BadRequest",
      );
      expect(voided.issues[0]?.field).toBe("secret");
      const weak = await bad(
        "passwordReset",
        anonymous.call.passwordReset(id, { password: "short", secret: second }),
        "BadRequest",
      );
      expect(weak.issues[0]?.field).toBe("password");
      await good("passwordReset", anonymous.call.passwordReset(id, { password, secret: second }));
      await bad(
        "passwordReset",
        anonymous.call.passwordReset(id, { password, secret: second }),
        "BadRequest",
      );
      // The same response for accounts that do not exist.
      await good("startPasswordReset", anonymous.call.startPasswordReset(nobody));
      await good("submitPasswordReset", anonymous.call.submitPasswordReset({ username: "nobody" }));
      await good(
        "submitPasswordReset",
        anonymous.call.submitPasswordReset({ mobileNumber: "+33 000" }),
      );
    });

    test("createUserTemplate, getUserTemplate, getUserTemplates and updateUserTemplate", async () => {
      const template = await createTemplate();
      expect(await good("getUserTemplate", admin.call.getUserTemplate(template.id))).toEqual(
        template,
      );
      const all = await good(
        "getUserTemplates",
        admin.call.getUserTemplates({ order: [{ property: "name" }], size: 100 }),
      );
      expect(all.content.map(({ id }) => id)).toContain(template.id);
      const updated = await good(
        "updateUserTemplate",
        admin.call.updateUserTemplate(template.id, { ...template, allowAdditional: true }),
      );
      expect(updated).toMatchObject({ name: template.name, allowAdditional: true });
      expect(updated.properties).toEqual(template.properties);

      const other = await createTemplate();
      const { name } = template;
      await bad(
        "createUserTemplate",
        admin.call.createUserTemplate({ name }),
        "TemplateAlreadyExists",
      );
      await bad(
        "updateUserTemplate",
        admin.call.updateUserTemplate(other.id, { name }),
        "TemplateAlreadyExists",
      );
      const twice = { type: "boolean", name: "twice", required: false } as const;
      await bad(
        "createUserTemplate",
        admin.call.createUserTemplate({ name: "Twice", properties: [twice, twice] }),
        "BadRequest",
      );
      await bad(
        "updateUserTemplate",
        admin.call.updateUserTemplate(other.id, { properties: [twice, twice] }),
        "BadRequest",
      );
      await bad("getUserTemplates", admin.call.getUserTemplates({ size: 1001 }), "BadRequest");
      await bad("getUserTemplate", admin.call.getUserTemplate("none"), "TemplateNotFound");
      await bad(
        "updateUserTemplate",
        admin.call.updateUserTemplate("none", {}),
        "TemplateNotFound",
      );

      for (const [open, tag] of [
        [owner, "Forbidden"],
        [stranger, "Unauthorized"],
        [anonymous, "TokenFailure"],
      ] as const) {
        await bad("createUserTemplate", open.call.createUserTemplate({ name: "x" }), tag);
        await bad("getUserTemplate", open.call.getUserTemplate(template.id), tag);
        await bad("getUserTemplates", open.call.getUserTemplates(), tag);
        await bad("updateUserTemplate", open.call.updateUserTemplate(template.id, {}), tag);
        await bad("deleteUserTemplate", open.call.deleteUserTemplate(template.id), tag);
      }
    });

    test("deleteUserTemplate, and properties that a template validates", async () => {
      const { id: template } = await createTemplate();
      const { id } = await register();
      const wear = (value: string) =>
        admin.call.updateUser(id, {
          template,
          additionalProperties: { color: { type: "text", value } },
        });
      const refused = await bad("updateUser", wear("too long"), "BadRequest");
      expect(refused.issues[0]?.field).toMatch(/^additionalProperties\.color/);
      await good("updateUser", wear("teal"));
      await bad("deleteUserTemplate", admin.call.deleteUserTemplate(template), "TemplateInUse");
      await good(
        "deleteUserTemplate",
        admin.call.deleteUserTemplate(template, { cascade: "detach" }),
      );
      expect(await good("getUser", admin.call.getUser(id))).not.toHaveProperty("template");
      await bad("deleteUserTemplate", admin.call.deleteUserTemplate(template), "TemplateNotFound");
    });

    test("getOAuthToken", async () => {
      const token = await good(
        "getOAuthToken",
        anonymous.call.getOAuthToken({
          grantType: "password",
          clientId: "web",
          username: "jdoe",
          password: "sandbox-jdoe",
        }),
      );
      const { refreshToken = "" } = token;
      const refreshed = await good(
        "getOAuthToken",
        anonymous.call.getOAuthToken({ grantType: "refresh_token", clientId: "web", refreshToken }),
      );
      expect(refreshed.accessToken).not.toBe(token.accessToken);
      await good(
        "getOAuthToken",
        anonymous.call.getOAuthToken({
          grantType: "client_credentials",
          clientId: "server",
          clientSecret: "sandbox-secret",
        }),
      );
      const wrong = await bad(
        "getOAuthToken",
        anonymous.call.getOAuthToken({
          grantType: "client_credentials",
          clientId: "server",
          clientSecret: "wrong",
        }),
        "TokenFailure",
      );
      expect(wrong).toMatchObject({ status: 401, oauthError: "invalid_client" });
    });

    test("every documented error was tested", () => {
      const documented = Object.values(contract).flatMap((endpoint) => [
        `${endpoint.name}:ok`,
        ...endpoint.failures.map((failure) => `${endpoint.name}:${failure.name}`),
        ...(endpoint.auth === "none" ? [] : [`${endpoint.name}:Unauthorized`]),
        ...(endpoint.auth === "required"
          ? [`${endpoint.name}:Forbidden`, `${endpoint.name}:TokenFailure`]
          : []),
      ]);
      expect(documented.filter((outcome) => !seen.has(outcome))).toEqual([]);
    });
  });
});
