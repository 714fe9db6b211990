import type { Credentials, Result } from "@knetik-users/core";
import { contract } from "@knetik-users/core/effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientStyles, type OpenClient } from "./clientStyles.ts";
import { type OpenTransport, transports } from "./transports.ts";

const serverCredentials: Credentials = {
  grant: "client_credentials",
  clientId: "server",
  clientSecret: "sandbox-secret",
};
const jdoeCredentials: Credentials = {
  grant: "password",
  clientId: "web",
  username: "jdoe",
  password: "sandbox-jdoe",
};
const missingUserId = 2_000_000_000;

describe.each(transports)("$name", ({ open: openTransport }) => {
  describe.each(clientStyles)("through the $name", (style) => {
    let transport: OpenTransport;
    let admin: OpenClient;
    let jdoe: OpenClient;
    let anonymous: OpenClient;
    let invalidToken: OpenClient;
    /** Every `operation:tag` seen, to prove at the end that all were covered. */
    const seen = new Set<string>();

    const expectSuccess = async <A>(
      operation: string,
      call: Promise<Result<A, unknown>>,
    ): Promise<A> => {
      const outcome = await call;
      if (!outcome.ok) throw new Error(`${operation} failed`, { cause: outcome.error });
      seen.add(`${operation}:ok`);
      return outcome.value;
    };
    const expectFailure = async <E extends { readonly _tag: string; readonly operation: string }>(
      operation: string,
      call: Promise<Result<unknown, E>>,
      tag: E["_tag"],
    ): Promise<E> => {
      const { ok, error } = await call;
      if (ok) throw new Error(`${operation} succeeded but should have failed with ${tag}`);
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
    const register = () => expectSuccess("registerUser", anonymous.call.registerUser(newUser()));
    const createTemplate = () => {
      count += 1;
      return expectSuccess(
        "createUserTemplate",
        admin.call.createUserTemplate({
          name: `Template ${count}`,
          properties: [{ type: "text", name: "color", required: true, maxLength: 5 }],
        }),
      );
    };
    const resetSecret = async (email: string): Promise<string> => {
      const message = (await transport.mail()).find(({ recipient }) => recipient === email);
      return /^Secret: (\S+)$/m.exec(message?.body ?? "")?.[1] ?? "";
    };

    beforeAll(async () => {
      transport = await openTransport();
      const retry = { retries: 0 };
      admin = await style.open({ ...transport.options, retry, auth: serverCredentials });
      jdoe = await style.open({ ...transport.options, retry, auth: jdoeCredentials });
      anonymous = await style.open({ ...transport.options, retry });
      invalidToken = await style.open({
        ...transport.options,
        retry,
        auth: { token: "no-such-token" },
      });
    });
    afterAll(async () => {
      for (const open of [admin, jdoe, anonymous, invalidToken]) await open.close();
      await transport.close();
    });

    it("registers a user", async () => {
      const input = newUser();
      const user = await expectSuccess(
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
      const conflict = await expectFailure(
        "registerUser",
        anonymous.call.registerUser({ ...newUser(), username: input.username.toUpperCase() }),
        "UserAlreadyExists",
      );
      expect(conflict.issues.map(({ field }) => field)).toContain("username");
      const weak = await expectFailure(
        "registerUser",
        anonymous.call.registerUser({ ...newUser(), password: "short" }),
        "BadRequest",
      );
      expect(weak.issues[0]?.field).toBe("password");
      expect(weak.requestId).toMatch(/\S/);
      await expectFailure(
        "registerUser",
        invalidToken.call.registerUser(newUser()),
        "Unauthorized",
      );
      await expectFailure(
        "registerUser",
        anonymous.call.registerUser({ ...newUser(), tags: ["vip"] }),
        "Forbidden",
      );
    });

    it("reads a user, with private fields only for those who may see them", async () => {
      const me = await expectSuccess("getUser", jdoe.call.getUser("me"));
      expect(me.username).toBe("jdoe");
      const seenByAll = await expectSuccess("getUser", anonymous.call.getUser(me.id));
      expect(seenByAll).not.toHaveProperty("email");
      expect(await expectSuccess("getUser", admin.call.getUser(me.id))).toHaveProperty("email");
      await expectFailure("getUser", anonymous.call.getUser(missingUserId), "UserNotFound");
      await expectFailure("getUser", anonymous.call.getUser("me"), "Unauthorized");
      await expectFailure("getUser", invalidToken.call.getUser(me.id), "Unauthorized");
    });

    it("searches users", async () => {
      const user = await register();
      await expectSuccess("addUserTag", admin.call.addUserTag(user.id, "findme"));
      const page = await expectSuccess(
        "getUsers",
        admin.call.getUsers({
          filter: { tag: "findme", username: "player" },
          order: [{ property: "displayName", direction: "DESC" }],
          size: 5,
        }),
      );
      expect(page.content.map(({ id }) => id)).toContain(user.id);
      expect(page.totalElements).toBe(page.content.length);
      expect((await expectSuccess("getUsers", anonymous.call.getUsers())).content).toHaveLength(25);
      const byId = await expectSuccess(
        "getUsers",
        anonymous.call.getUsers({ filter: { ids: [1, user.id] } }),
      );
      expect(byId.content.map(({ id }) => id)).toEqual([1, user.id]);
      const active = await expectSuccess(
        "getUsers",
        anonymous.call.getUsers({ filter: { ids: [2], lastActivity: { gte: new Date(0) } } }),
      );
      expect(active.content.map(({ id }) => id)).toEqual([2]);
      const tooMany = await expectFailure(
        "getUsers",
        admin.call.getUsers({ size: 1001 }),
        "BadRequest",
      );
      expect(tooMany.issues).toEqual([
        { field: "size", message: expect.stringContaining("1000") as string },
      ]);
      await expectFailure(
        "getUsers",
        anonymous.call.getUsers({ filter: { email: "a" } }),
        "Forbidden",
      );
      await expectFailure("getUsers", invalidToken.call.getUsers(), "Unauthorized");
    });

    it("updates a user", async () => {
      const user = await register();
      const read = await expectSuccess("getUser", admin.call.getUser(user.id));
      await expectSuccess("updateUser", admin.call.updateUser(user.id, { ...read, city: "Paris" }));
      await expectSuccess("updateUser", admin.call.updateUser(user.id, { displayName: "New" }));
      expect(await expectSuccess("getUser", admin.call.getUser(user.id))).toMatchObject({
        city: "Paris",
        displayName: "New",
      });
      await expectSuccess("updateUser", admin.call.updateUser(user.id, { city: null }));
      expect(await expectSuccess("getUser", admin.call.getUser(user.id))).not.toHaveProperty(
        "city",
      );
      await expectSuccess("updateUser", jdoe.call.updateUser("me", { description: "mine" }));
      await expectFailure(
        "updateUser",
        admin.call.updateUser(missingUserId, { city: "x" }),
        "UserNotFound",
      );
      await expectFailure(
        "updateUser",
        admin.call.updateUser(user.id, { username: "admin" }),
        "UserAlreadyExists",
      );
      const rejected = await expectFailure(
        "updateUser",
        admin.call.updateUser(user.id, { template: "no-such-template" }),
        "BadRequest",
      );
      expect(rejected.issues[0]?.field).toBe("template");
      await expectFailure("updateUser", jdoe.call.updateUser(user.id, { city: "x" }), "Forbidden");
      await expectFailure(
        "updateUser",
        invalidToken.call.updateUser(user.id, { city: "x" }),
        "Unauthorized",
      );
      await expectFailure(
        "updateUser",
        anonymous.call.updateUser(user.id, { city: "x" }),
        "TokenFailure",
      );
    });

    it("adds, lists and removes tags", async () => {
      const { id } = await register();
      const odd = "50% of a/b? #1 ü";
      await expectSuccess("addUserTag", admin.call.addUserTag(id, odd));
      await expectSuccess("addUserTag", admin.call.addUserTag(id, odd));
      await expectSuccess("addUserTag", admin.call.addUserTag(id, "vip"));
      const tags = await expectSuccess("getUserTags", admin.call.getUserTags(id));
      expect([...tags].sort()).toEqual([odd, "vip"].sort());
      await expectSuccess("removeUserTag", admin.call.removeUserTag(id, odd));
      await expectSuccess("removeUserTag", admin.call.removeUserTag(id, odd));
      expect(await expectSuccess("getUserTags", admin.call.getUserTags(id))).toEqual(["vip"]);

      await expectFailure("addUserTag", admin.call.addUserTag(missingUserId, "x"), "UserNotFound");
      await expectFailure("getUserTags", admin.call.getUserTags(missingUserId), "UserNotFound");
      await expectFailure(
        "removeUserTag",
        admin.call.removeUserTag(missingUserId, "x"),
        "UserNotFound",
      );
      await expectFailure("addUserTag", jdoe.call.addUserTag(id, "x"), "Forbidden");
      await expectFailure("getUserTags", jdoe.call.getUserTags(id), "Forbidden");
      await expectFailure("removeUserTag", jdoe.call.removeUserTag(id, "x"), "Forbidden");
      await expectFailure("addUserTag", invalidToken.call.addUserTag(id, "x"), "Unauthorized");
      await expectFailure("getUserTags", invalidToken.call.getUserTags(id), "Unauthorized");
      await expectFailure(
        "removeUserTag",
        invalidToken.call.removeUserTag(id, "x"),
        "Unauthorized",
      );
      await expectFailure("addUserTag", anonymous.call.addUserTag(id, "x"), "TokenFailure");
      await expectFailure("getUserTags", anonymous.call.getUserTags(id), "TokenFailure");
      await expectFailure("removeUserTag", anonymous.call.removeUserTag(id, "x"), "TokenFailure");
    });

    it("sets a password", async () => {
      const { id, username = "" } = await register();
      await expectSuccess("setPassword", admin.call.setPassword(id, "another long one"));
      const grant = { grantType: "password", clientId: "web", username } as const;
      const token = await expectSuccess(
        "getOAuthToken",
        anonymous.call.getOAuthToken({ ...grant, password: "another long one" }),
      );
      await expectSuccess(
        "setPassword",
        anonymous.call.setPassword(id, "chosen by me", { token: token.accessToken }),
      );
      const old = await expectFailure(
        "getOAuthToken",
        anonymous.call.getOAuthToken({ ...grant, password: "another long one" }),
        "TokenFailure",
      );
      expect(old).toMatchObject({ reason: "rejected", oauthError: "invalid_grant" });
      const weak = await expectFailure(
        "setPassword",
        admin.call.setPassword(id, "short"),
        "BadRequest",
      );
      expect(weak.issues[0]?.field).toBe("password");
      await expectFailure(
        "setPassword",
        admin.call.setPassword(missingUserId, "long enough"),
        "UserNotFound",
      );
      await expectFailure("setPassword", jdoe.call.setPassword(id, "long enough"), "Forbidden");
      await expectFailure(
        "setPassword",
        invalidToken.call.setPassword(id, "long enough"),
        "Unauthorized",
      );
      await expectFailure(
        "setPassword",
        anonymous.call.setPassword(id, "long enough"),
        "TokenFailure",
      );
    });

    it("resets a password", async () => {
      const { id, email = "" } = await register();
      await expectSuccess("startPasswordReset", anonymous.call.startPasswordReset(id));
      const first = await resetSecret(email);
      await expectSuccess("submitPasswordReset", anonymous.call.submitPasswordReset({ email }));
      const second = await resetSecret(email);
      expect(second).not.toBe(first);
      const password = "brand new password";
      const replacedSecret = await expectFailure(
        "passwordReset",
        anonymous.call.passwordReset(id, { password, secret: first }),
        "BadRequest",
      );
      expect(replacedSecret.issues[0]?.field).toBe("secret");
      const weak = await expectFailure(
        "passwordReset",
        anonymous.call.passwordReset(id, { password: "short", secret: second }),
        "BadRequest",
      );
      expect(weak.issues[0]?.field).toBe("password");
      await expectSuccess(
        "passwordReset",
        anonymous.call.passwordReset(id, { password, secret: second }),
      );
      await expectFailure(
        "passwordReset",
        anonymous.call.passwordReset(id, { password, secret: second }),
        "BadRequest",
      );
      // The same response for accounts that do not exist.
      await expectSuccess("startPasswordReset", anonymous.call.startPasswordReset(missingUserId));
      await expectSuccess(
        "submitPasswordReset",
        anonymous.call.submitPasswordReset({ username: "nobody" }),
      );
      await expectSuccess(
        "submitPasswordReset",
        anonymous.call.submitPasswordReset({ mobileNumber: "+33 000" }),
      );
    });

    it("creates, reads, lists and updates templates", async () => {
      const template = await createTemplate();
      expect(
        await expectSuccess("getUserTemplate", admin.call.getUserTemplate(template.id)),
      ).toEqual(template);
      const all = await expectSuccess(
        "getUserTemplates",
        admin.call.getUserTemplates({ order: [{ property: "name" }], size: 100 }),
      );
      expect(all.content.map(({ id }) => id)).toContain(template.id);
      const updated = await expectSuccess(
        "updateUserTemplate",
        admin.call.updateUserTemplate(template.id, { ...template, allowAdditional: true }),
      );
      expect(updated).toMatchObject({ name: template.name, allowAdditional: true });
      expect(updated.properties).toEqual(template.properties);

      const other = await createTemplate();
      const { name } = template;
      await expectFailure(
        "createUserTemplate",
        admin.call.createUserTemplate({ name }),
        "TemplateAlreadyExists",
      );
      await expectFailure(
        "updateUserTemplate",
        admin.call.updateUserTemplate(other.id, { name }),
        "TemplateAlreadyExists",
      );
      const twice = { type: "boolean", name: "twice", required: false } as const;
      await expectFailure(
        "createUserTemplate",
        admin.call.createUserTemplate({ name: "Twice", properties: [twice, twice] }),
        "BadRequest",
      );
      await expectFailure(
        "updateUserTemplate",
        admin.call.updateUserTemplate(other.id, { properties: [twice, twice] }),
        "BadRequest",
      );
      await expectFailure(
        "getUserTemplates",
        admin.call.getUserTemplates({ size: 1001 }),
        "BadRequest",
      );
      await expectFailure(
        "getUserTemplate",
        admin.call.getUserTemplate("none"),
        "TemplateNotFound",
      );
      await expectFailure(
        "updateUserTemplate",
        admin.call.updateUserTemplate("none", {}),
        "TemplateNotFound",
      );

      for (const [open, tag] of [
        [jdoe, "Forbidden"],
        [invalidToken, "Unauthorized"],
        [anonymous, "TokenFailure"],
      ] as const) {
        await expectFailure("createUserTemplate", open.call.createUserTemplate({ name: "x" }), tag);
        await expectFailure("getUserTemplate", open.call.getUserTemplate(template.id), tag);
        await expectFailure("getUserTemplates", open.call.getUserTemplates(), tag);
        await expectFailure(
          "updateUserTemplate",
          open.call.updateUserTemplate(template.id, {}),
          tag,
        );
        await expectFailure("deleteUserTemplate", open.call.deleteUserTemplate(template.id), tag);
      }
    });

    it("validates properties by their template, and deletes a template in use only with cascade", async () => {
      const { id: template } = await createTemplate();
      const { id } = await register();
      const setColor = (value: string) =>
        admin.call.updateUser(id, {
          template,
          additionalProperties: { color: { type: "text", value } },
        });
      const rejected = await expectFailure("updateUser", setColor("too long"), "BadRequest");
      expect(rejected.issues[0]?.field).toMatch(/^additionalProperties\.color/);
      await expectSuccess("updateUser", setColor("teal"));
      await expectFailure(
        "deleteUserTemplate",
        admin.call.deleteUserTemplate(template),
        "TemplateInUse",
      );
      await expectSuccess(
        "deleteUserTemplate",
        admin.call.deleteUserTemplate(template, { cascade: "detach" }),
      );
      expect(await expectSuccess("getUser", admin.call.getUser(id))).not.toHaveProperty("template");
      await expectFailure(
        "deleteUserTemplate",
        admin.call.deleteUserTemplate(template),
        "TemplateNotFound",
      );
    });

    it("gets tokens with each grant", async () => {
      const token = await expectSuccess(
        "getOAuthToken",
        anonymous.call.getOAuthToken({
          grantType: "password",
          clientId: "web",
          username: "jdoe",
          password: "sandbox-jdoe",
        }),
      );
      const { refreshToken = "" } = token;
      const refreshed = await expectSuccess(
        "getOAuthToken",
        anonymous.call.getOAuthToken({ grantType: "refresh_token", clientId: "web", refreshToken }),
      );
      expect(refreshed.accessToken).not.toBe(token.accessToken);
      await expectSuccess(
        "getOAuthToken",
        anonymous.call.getOAuthToken({
          grantType: "client_credentials",
          clientId: "server",
          clientSecret: "sandbox-secret",
        }),
      );
      const wrong = await expectFailure(
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

    // The last test: it reads what the others have seen.
    it("covers every documented outcome", () => {
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
