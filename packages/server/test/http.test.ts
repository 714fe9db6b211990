import { contract } from "@knetik-users/core/effect";
import { get } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createServer, type LogEntry } from "../src/index.ts";
import { fieldsOf, type Fixture, start } from "./support.ts";

let fixture: Fixture;
let log: Array<LogEntry> = [];
beforeAll(async () => {
  fixture = await start({ log: (entry) => log.push(entry) });
});
afterAll(() => fixture.server.close());

const register = (body: string, headers: Record<string, string> = {}) =>
  fixture.call("POST", "/users", { body, headers });

describe("every error", () => {
  it("has a code, an id that is in the header, too, and a message", async () => {
    for (const [method, path, status] of [
      ["GET", "/users/0", 400],
      ["GET", "/users/99", 404],
      ["GET", "/nothing", 404],
      ["GET", "/users/%ZZ", 400],
      ["GET", "/users/2/tags/%ed%a0%80", 400],
      ["PATCH", "/users", 405],
      ["GET", "/users/me", 401],
    ] as const) {
      const { status: actual, body, headers } = await fixture.call(method, path);
      expect([path, actual]).toEqual([path, status]);
      expect(body).toEqual({
        code: expect.any(Number),
        request_id: headers.get("x-request-id"),
        result: [expect.objectContaining({ message: expect.stringMatching(/\S/) })],
      });
    }
  });

  it("of a wrong method lists the allowed ones", async () => {
    const allowed = async (path: string) =>
      (await fixture.call("PATCH", path)).headers.get("allow")?.split(", ").sort();
    expect(await allowed("/users/templates")).toEqual(["GET", "POST"]);
    expect(await allowed("/users/password-reset")).toEqual(["POST"]);
    expect(await allowed("/users/templates/x")).toEqual(["DELETE", "GET", "PUT"]);
    expect(await allowed("/oauth/token")).toEqual(["POST"]);
    // A fixed path segment is not a user id, for any method.
    expect((await fixture.call("PUT", "/users/templates")).status).toBe(405);
    expect((await fixture.call("GET", "/users/password-reset")).status).toBe(405);
  });

  it("is never cached, and neither is a success", async () => {
    for (const path of ["/users/99", "/users/2"]) {
      const { headers } = await fixture.call("GET", path);
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });
});

it("answers every operation of the contract", async () => {
  for (const { path, method } of Object.values(contract)) {
    const { status } = await fixture.call(method, path.replace(/\{\w+\}/g, "1"));
    expect([404, 405, 500]).not.toContain(status);
  }
});

describe("a body", () => {
  it.each([
    ["not JSON", "{", {}, 400],
    ["no object", "[]", {}, 400],
    ["empty", "", {}, 400],
    ["another type", "username=x", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["plain text", "{}", { "content-type": "text/plain" }, 415],
    ["too large", `{"username":"${"x".repeat(1_048_576)}"}`, {}, 413],
  ])("that is %s is rejected", async (_, body, headers, status) => {
    const answer = await register(body, headers);
    expect(answer.status).toBe(status);
    expect(answer.body.request_id).toBe(answer.headers.get("x-request-id"));
  });

  it("that is too large is not read to its end", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init = { method: "POST", body: endless, duplex: "half" };
    const response = await fixture.server.fetch(new Request("http://test/users", init));
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(25);
  });

  it("may name its charset, and have another JSON type", async () => {
    const headers = { "content-type": "application/vnd.api+json; charset=utf-8" };
    expect(fieldsOf(await register("{}", headers))).toEqual(["username", "email"]);
  });

  it("that is not UTF-8 is rejected", async () => {
    const request = new Request("http://test/users", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: new Uint8Array([0x22, 0xff, 0x22]),
    });
    expect((await fixture.server.fetch(request)).status).toBe(400);
  });

  it("rejects values that cannot be stored", async () => {
    const json = {
      username: "nul\0",
      city: "half \ud83d",
      additional_properties: { a: { type: "text", value: "\0" }, "b\0": { type: "text" } },
    };
    expect(fieldsOf(await register(JSON.stringify(json)))).toEqual([
      "username",
      "city",
      "additional_properties.a.value",
      "additional_properties",
    ]);
  });

  it.each([100, 100_000])("input nested %i deep is handled", async (depth) => {
    const list = `{"type":"list","values":[`.repeat(depth) + "]}".repeat(depth);
    const body = `{"username":"deep","email":"d@e.example","additional_properties":{"a":${list}}}`;
    const answer = await register(body.length > 1_000_000 ? "[".repeat(depth) : body);
    expect(answer.status).toBe(400);
    const arrays = await register("[".repeat(depth) + "]".repeat(depth));
    expect(arrays.status).toBe(400);
  });
});

describe("a request whose path cannot be decoded", () => {
  it.each(["/users/%zz", "/users/%", "/users/1/tags/%ff", "/%ED%A0%80"])(
    "is malformed, not an unknown path: %s",
    async (path) => {
      const answer = await fixture.call("GET", path);
      expect([answer.status, answer.body.code]).toEqual([400, 104]);
      expect(answer.body.request_id).toBe(answer.headers.get("x-request-id"));
    },
  );
});

describe("a request whose host is malformed", () => {
  it("is rejected like any other", async () => {
    const { url, close } = await fixture.server.listen({ port: 0 });
    const answer = await new Promise<{ status?: number; id?: unknown; text: string }>(
      (resolve, reject) => {
        const sent = get(`${url}/users/1`, { headers: { host: "a b/c" } }, (response) => {
          let text = "";
          response.on("data", (chunk: Buffer) => (text += chunk.toString()));
          response.on("end", () => {
            const { statusCode: status, headers } = response;
            resolve({ ...(status !== undefined && { status }), id: headers["x-request-id"], text });
          });
        });
        sent.on("error", reject);
      },
    );
    expect(answer.status).toBe(400);
    expect(answer.id).toMatch(/^[\da-f-]{36}$/);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 104, request_id: answer.id });
    await close();
  });
});

describe("a server that is closed", () => {
  const endless = () =>
    new Request("http://test/users", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) }),
      duplex: "half",
    } as RequestInit);

  it("waits at most the given time for an endless body", async () => {
    const server = await createServer();
    const answer = server.fetch(endless());
    await server.close(50);
    expect((await answer).status).toBe(503);
  });

  it("waits ten seconds by default", async () => {
    const server = await createServer();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const answer = server.fetch(endless());
      let isAnswered = false;
      void answer.then(() => (isAnswered = true));
      const closed = server.close();
      await vi.advanceTimersByTimeAsync(9_999);
      expect(isAnswered).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      await closed;
      expect((await answer).status).toBe(503);
    } finally {
      vi.useRealTimers();
    }
  });

  it("lets a request finish in time", async () => {
    const server = await createServer();
    const answer = server.fetch(new Request("http://test/users"));
    await server.close();
    expect((await answer).status).toBe(200);
  });

  it("does not listen after it was closed, even while starting", async () => {
    const server = await createServer();
    const late = server.listen({ port: 0 });
    const closed = server.close();
    await expect(late).rejects.toThrow("The server is closed");
    await closed;
    await expect(server.listen({ port: 0 })).rejects.toThrow("The server is closed");
  });
});

describe("the log", () => {
  it("identifies requests by path template and contains nothing that was sent", async () => {
    log = [];
    await fixture.call("GET", "/users/2?filter=secret-query");
    await fixture.grant({
      grant_type: "password",
      client_id: "web",
      username: "u",
      password: "p4ss",
    });
    await fixture.call("GET", "/elsewhere/secret-path");
    expect(log.map(({ method, path, status }) => [method, path, status])).toEqual([
      ["GET", "/users/{id}", 400],
      ["POST", "/oauth/token", 400],
      ["GET", undefined, 404],
    ]);
    expect(JSON.stringify(log)).not.toMatch(/secret|p4ss/);
  });

  it("logs the cause, which the response does not contain", async () => {
    const entries: Array<LogEntry> = [];
    let broken = false;
    const clock = () => {
      if (broken) throw new Error("the clock is broken");
      return 0;
    };
    await using server = await createServer({ clock, log: (entry) => entries.push(entry) });
    broken = true;
    const headers = { authorization: "Bearer x" };
    const response = await server.fetch(new Request("http://test/users/1", { headers }));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("clock");
    expect(entries[0]?.error).toContain("the clock is broken");
  });
});

describe("other origins", () => {
  const preflight = (path: string) =>
    fixture.call("OPTIONS", path, {
      headers: { origin: "https://app.example", "access-control-request-method": "PUT" },
    });

  it("may call a sandbox", async () => {
    const { status, headers } = await preflight("/users/2");
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-headers")).toContain("traceparent");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    const refused = await fixture.call("GET", "/users/99");
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("may not call anything else, and there is no mailbox there", async () => {
    await using server = await createServer();
    const preflighted = await server.fetch(
      new Request("http://test/users/2", { method: "OPTIONS" }),
    );
    expect([preflighted.status, preflighted.headers.get("access-control-allow-origin")]).toEqual([
      405,
      null,
    ]);
    const mailbox = await server.fetch(new Request("http://test/_sandbox/mail"));
    expect(mailbox.status).toBe(404);
  });
});

describe("options", () => {
  it.each([
    [{ database: { file: "" } }, "database"],
    [{ database: "file.sqlite" }, "database"],
    [{ tokens: { accessTokenLifetime: 0 } }, "tokens.accessTokenLifetime"],
    [{ tokens: { refreshTokenLifetime: 1.5 } }, "tokens.refreshTokenLifetime"],
    [{ sandbox: { users: 1 } }, "sandbox.users"],
    [{ sandbox: { seed: -1 } }, "sandbox.seed"],
    [{ sandbox: { seed: 4_294_967_296 } }, "sandbox.seed"],
    [{ sandbox: { seed: "7" } }, "sandbox.seed"],
    [{ clock: 5 }, "clock"],
    [{ log: "console" }, "log"],
  ])("rejects %j", async (options, name) => {
    // As JavaScript code might call it.
    await expect(createServer(options as never)).rejects.toThrow(
      `[KUS1001] ${name}: Is invalid. Use`,
    );
  });
});
