import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { ConfigurationError, createServer } from "../../src/index.ts";
import { cheapPasswords } from "../services.ts";
import { fieldsOf, start } from "../support.ts";

describe("every answer", () => {
  it("has a content type for browsers and is not cached", async () => {
    await using fixture = await start();
    const form = { grant_type: "client_credentials", client_id: "server" };
    for (const answer of [
      await fixture.call("GET", "/users/2"),
      await fixture.call("GET", "/users/me", { token: fixture.admin }),
      await fixture.call("GET", "/users/99"),
      await fixture.call("GET", "/nothing"),
      await fixture.call("PATCH", "/users"),
      await fixture.call("POST", "/users/2/password-reset"),
      await fixture.grant({ ...form, client_secret: "sandbox-secret" }),
      await fixture.grant({ ...form, client_secret: "wrong" }),
    ]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "cross-origin-resource-policy": "same-origin",
      });
    }
  });
});

describe("other origins", () => {
  const preflight = (origin: string) =>
    new Request("http://test/users/2", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "PUT" },
    });

  it("may call if allowed, and no others", async () => {
    await using server = await createServer({ allowedOrigins: ["https://app.example"] });
    const allowed = async (origin: string) =>
      (await server.fetch(preflight(origin))).headers.get("access-control-allow-origin");
    expect(await allowed("https://app.example")).toBe("https://app.example");
    expect(await allowed("https://app.example.evil.example")).toBeNull();
    expect(await allowed("null")).toBeNull();
    const answer = await server.fetch(
      new Request("http://test/users/99", { headers: { origin: "https://app.example" } }),
    );
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://app.example");
    expect(answer.headers.get("vary")).toContain("Origin");
    expect(answer.headers.get("access-control-expose-headers")).toContain("retry-after");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  });
});

describe("a client", () => {
  it("may send as much as configured", async () => {
    await using fixture = await start({ http: { bodyLimit: 2_048 } });
    const send = (length: number) =>
      fixture.call("POST", "/users", { body: JSON.stringify({ username: "x".repeat(length) }) });
    expect((await send(3_000)).status).toBe(413);
    expect((await send(1_000)).status).toBe(400);
    const form = { grant_type: "password", client_id: "web", username: "x", password: "y" };
    const token = await fixture.grant({ ...form, password: "y".repeat(3_000) });
    expect([token.status, token.body.error]).toEqual([400, "invalid_request"]);
  });

  const times = { headersTimeout: 1, requestTimeout: 1.5, keepAliveTimeout: 0.3 };
  /** The status of a response; undefined without one. */
  const statusOf = async (url: string) => {
    try {
      const response = await fetch(url);
      await response.text();
      return response.status;
    } catch {
      return undefined;
    }
  };
  /** Sends a chunk now and then, and returns the response until the connection ends. */
  const trickle = async (url: string, head: string, piece: string) => {
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    let text = "";
    socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
    await once(socket, "connect");
    socket.write(head);
    const timer = piece === "" ? undefined : setInterval(() => socket.write(piece), 50);
    // Not with `once`, which rejects on an error: a client that is still sending is cut off by a
    // reset.
    await new Promise((resolve) => socket.once("close", resolve));
    clearInterval(timer);
    return text;
  };

  it.each([
    ["its headers", "GET /users/1 HTTP/1.1\r\nhost: x\r\n", "x-slow: 1\r\n", "408"],
    [
      "its body",
      "POST /users HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n",
      " ",
      "408",
    ],
    ["nothing", "", "", "408"],
  ])(
    "that sends %s slowly is disconnected, and others are served meanwhile",
    async (_, head, piece, status) => {
      await using fixture = await start({ http: times });
      const { url } = await fixture.server.listen({ port: 0 });
      const slow = Array.from({ length: 20 }, () => trickle(url, head, piece));
      // On a busy machine, any client may be too slow at times.
      await expect.poll(() => statusOf(`${url}/users/2`)).toBe(200);
      for (const text of await Promise.all(slow)) {
        // A reset may arrive before the response.
        const isReset = text === "" && piece !== "";
        expect(isReset ? status : text.slice(9, 12)).toBe(status);
      }
    },
  );

  it("that sends nothing after an answer is disconnected", async () => {
    await using fixture = await start({ http: { keepAliveTimeout: 0.3 } });
    const { url } = await fixture.server.listen({ port: 0 });
    const text = await trickle(url, "GET /users/2 HTTP/1.1\r\nhost: x\r\n\r\n", "");
    expect(text.slice(9, 12)).toBe("200");
  });

  it("that does not read its response is disconnected", async () => {
    await using fixture = await start({ http: { idleTimeout: 0.5 } });
    const { url } = await fixture.server.listen({ port: 0 });
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    await once(socket, "connect");
    socket.pause();
    // More than both ends of the connection buffer: 1.5 MB each.
    const ask = "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nhost: x\r\n\r\n";
    socket.write(ask.repeat(30));
    // A client that does not read notices nothing; one that writes does. Writes less often than the
    // idle timeout.
    const timer = setInterval(() => socket.write("x"), 1_000);
    await new Promise((resolve) => socket.once("close", resolve));
    clearInterval(timer);
  });
});

describe("a password", () => {
  it.each(["password1", "Password1", "qwertyuiop", "12345678", "iloveyou2", "PASSWORDPASSWORD"])(
    "rejects the common password %s wherever one is set",
    async (password) => {
      await using fixture = await start({ passwords: cheapPasswords });
      const json = { username: "listed", email: "listed@example.org", password };
      const registered = await fixture.call("POST", "/users", { json });
      expect([registered.status, fieldsOf(registered)]).toEqual([400, ["password"]]);
      expect(registered.body.result[0].message).toContain("too common");
      const set = await fixture.call("PUT", "/users/2/password", {
        json: { value: password },
        token: fixture.admin,
      });
      expect([set.status, fieldsOf(set)]).toEqual([400, ["password"]]);
      await fixture.call("POST", "/users/2/password-reset");
      const [mail] = (await fixture.call("GET", "/_sandbox/mail")).body;
      const [, secret] = /Secret: (\S+)/.exec(mail.body)!;
      const finish = (chosen: string) =>
        fixture.call("PUT", "/users/2/password-reset", { json: { secret, password: chosen } });
      expect(fieldsOf(await finish(password))).toEqual(["password"]);
      // As the user name is.
      expect(fieldsOf(await finish("jdoe@sandbox.example"))).toEqual(["password"]);
      expect((await finish("a-new-password")).status).toBe(204);
    },
  );

  it("is rejected for one reason at a time", async () => {
    await using fixture = await start();
    const json = { username: "short", email: "short@example.org", password: "short" };
    expect(fieldsOf(await fixture.call("POST", "/users", { json }))).toEqual(["password"]);
  });

  it.each([
    ["the user name", "Own-Name-1"],
    ["the e-mail address", "local-part@example.org"],
    ["the part before its @", "LOCAL-part"],
    ["with blanks around it", " own-name-1 "],
  ])("that is %s is rejected", async (_, password) => {
    await using fixture = await start({ passwords: cheapPasswords });
    const json = { username: "own-name-1", email: "local-part@example.org", password };
    expect(fieldsOf(await fixture.call("POST", "/users", { json }))).toEqual(["password"]);
    const id = await fixture.register("own-name-1", { email: "local-part@example.org" });
    const token = await fixture.signIn("own-name-1", "a-password");
    const value = { json: { value: password }, token };
    const set = await fixture.call("PUT", `/users/${id}/password`, value);
    expect([set.status, fieldsOf(set)]).toEqual([400, ["password"]]);
    // Nothing was changed, and no session ended.
    expect((await fixture.call("GET", "/users/me", { token })).status).toBe(200);
  });
});

describe("options", () => {
  it.each([
    [{ limits: "none" }, "limits"],
    [{ limits: { signIn: 5 } }, "limits.signIn"],
    [{ limits: { signIn: { address: 5 } } }, "limits.signIn.address"],
    [{ limits: { signIn: { account: { limit: 0, seconds: 1 } } } }, "limits.signIn.account"],
    [{ limits: { signUp: { address: false } } }, "limits.signUp.address"],
    [{ passwords: { memory: 7 } }, "passwords.memory"],
    [{ passwords: { passes: 0 } }, "passwords.passes"],
    [{ passwords: { concurrency: 0 } }, "passwords.concurrency"],
    [{ passwords: { queue: -1 } }, "passwords.queue"],
    [{ tokens: { refreshTokenGrace: -1 } }, "tokens.refreshTokenGrace"],
    [{ trustProxy: true }, "trustProxy"],
    [{ trustProxy: ["proxy.example"] }, "trustProxy"],
    [{ allowedOrigins: "https://app.example" }, "allowedOrigins"],
    [{ allowedOrigins: ["https://app.example/"] }, "allowedOrigins"],
    [{ http: { bodyLimit: 1 } }, "http.bodyLimit"],
    [{ http: { headersTimeout: 0 } }, "http.headersTimeout"],
    [{ auditRetention: 0 }, "auditRetention"],
    [{ mail: { smtp: "mail.example", from: "a@b.example" } }, "mail.smtp"],
    [{ mail: { smtp: "smtp://mail.example", from: "a@b\r\nbcc: c@d" } }, "mail.from"],
    [
      { mail: { smtp: "smtp://mail.example", from: "a@b.example", resetUrl: "https://a.example" } },
      "mail.resetUrl",
    ],
  ])("rejects %j", async (options, name) => {
    // As JavaScript code might call it.
    await expect(createServer(options as never)).rejects.toThrow(
      `[KUS1001] ${name}: Is invalid. Use`,
    );
  });

  it("with several problems are reported at once, without secrets", async () => {
    const options = {
      mail: { smtp: "http://user:swordfish@mail.example", from: "" },
      passwords: { passes: 0 },
      limits: { signIn: { address: 5 } },
    };
    const error: unknown = await createServer(options as never).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigurationError);
    const { message } = error as Error;
    for (const name of ["mail.smtp", "mail.from", "passwords.passes", "limits.signIn.address"]) {
      expect(message).toContain(`[KUS1001] ${name}: Is invalid. Use`);
    }
    expect(message).not.toContain("swordfish");
  });
});
