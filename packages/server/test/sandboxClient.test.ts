import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createServer, type Listener, type UsersServer } from "../src/index.ts";
import { SandboxError, sandboxControls } from "../src/sandbox/client/sandboxClient.ts";

let server: UsersServer;
let listener: Listener;
beforeAll(async () => {
  server = await createServer({ sandbox: { users: 4 } });
  listener = await server.listen({ port: 0 });
});
afterAll(() => server.close());

describe.each([
  ["a server in this process", () => server],
  ["an address", () => listener.url],
  ["a URL", () => new URL(listener.url)],
])("the controls of %s", (_, target) => {
  const sandbox = () => sandboxControls(target());
  beforeEach(() => sandbox().reset());

  it("reset and seed", async () => {
    expect(await sandbox().seed({ seed: 5, users: 9 })).toMatchObject({ seed: 5, users: 9 });
    expect(await sandbox().seed({ users: 8 })).toMatchObject({ seed: 5, users: 8 });
    const { clock, ...rest } = await sandbox().seed({ seed: null, users: 4 });
    expect(rest).toEqual({ seed: null, users: 4 });
    expect(clock.now).toBeInstanceOf(Date);
  });

  it("create snapshots and restore them", async () => {
    const snapshot = await sandbox().snapshot("first");
    expect(snapshot).toMatchObject({ name: "first", rows: expect.any(Number) });
    await sandbox().clock.advance(60);
    await snapshot.restore();
    expect((await sandbox().clock.read()).offset).toBe(0);
    await sandbox().clock.advance(60);
    await sandbox().restore("first");
    expect((await sandbox().clock.read()).offset).toBe(0);
    const unnamed = await sandbox().snapshot();
    expect(unnamed.name).toBeNull();
    const names = (await sandbox().snapshots()).map(({ name }) => name);
    expect(names).toContain("first");
    await (await sandbox().snapshots()).at(-1)?.restore();
  });

  it("set the clock", async () => {
    const { clock } = sandbox();
    const time = new Date("2030-01-01T00:00:00Z");
    expect(await clock.freeze(time)).toMatchObject({ now: time, frozen: true });
    expect((await clock.advance(90)).now).toEqual(new Date("2030-01-01T00:01:30Z"));
    expect((await clock.set(time)).now).toEqual(time);
    expect((await clock.set(Number(time))).frozen).toBe(true);
    expect((await clock.run()).frozen).toBe(false);
    expect((await clock.freeze()).frozen).toBe(true);
    expect(await clock.unset()).toMatchObject({ frozen: false, offset: 0 });
  });

  it("read mail, and say where there is none", async () => {
    const { mail } = sandbox();
    await expect(mail.latest("jdoe@sandbox.example")).rejects.toThrow("mail to nobody");
    await server.fetch(new Request("http://t/users/1/password-reset", { method: "POST" }));
    await expect(mail.latest("jdoe@sandbox.example")).rejects.toThrow(
      "No mail to jdoe@sandbox.example. There is mail to admin@sandbox.example.",
    );
    const message = await mail.latest("admin@sandbox.example");
    expect(message.createdDate).toBeInstanceOf(Date);
    expect(message.body).toContain(message.secret);
    await mail.clear("jdoe@sandbox.example");
    expect(await mail.list()).toHaveLength(1);
    await mail.clear();
    expect(await mail.list("admin@sandbox.example")).toEqual([]);
  });

  it("list faults as they were given", async () => {
    const { faults } = sandbox();
    const fault = { status: 503, retryAfter: 1, notJson: true, latency: 5 } as const;
    const rule = await faults.next("getUser", fault, 3);
    expect(rule).toMatchObject({ operation: "getUser", next: 3, probability: null, fault });
    await faults.always("*", { reset: "after" });
    await faults.sometimes("getUsers", 0.5, { truncate: true });
    expect(await faults.list()).toEqual([
      rule,
      expect.objectContaining({ operation: null, fault: { reset: "after" } }),
      expect.objectContaining({ probability: 0.5, fault: { truncate: true } }),
    ]);
    await faults.clear();
    expect(await faults.list()).toEqual([]);
  });

  it("name the problem and the field", async () => {
    const refused = sandbox().faults.next("getUserr" as "getUser", { status: 503 });
    await expect(refused).rejects.toBeInstanceOf(SandboxError);
    await expect(refused).rejects.toMatchObject({
      status: 400,
      issues: [{ field: "operation", message: expect.stringContaining("getUserTags") }],
      message: expect.stringMatching(
        /^POST \/_sandbox\/faults: operation Expected one of addUserTag/,
      ),
    });
    await expect(sandbox().clock.advance(-1)).rejects.toThrow("advance Expected seconds from 0");
    await expect(sandbox().restore("none")).rejects.toThrow("does not match any snapshot");
    await expect(sandbox().requests({ status: 1 })).rejects.toThrow("status Expected a status");
  });
});

describe("controls of a server without a sandbox", () => {
  it("report it", async () => {
    await using plain = await createServer();
    await expect(sandboxControls(plain).reset()).rejects.toMatchObject({
      name: "SandboxError",
      status: 404,
      message: "POST /_sandbox/reset: not a sandbox. Start the server in sandbox mode.",
    });
    const html = { fetch: async () => new Response("<html>") };
    await expect(sandboxControls(html).reset()).rejects.toThrow(
      "the response is not JSON (200). Check that the URL is a sandbox's.",
    );
    const failing = { fetch: () => Promise.reject(new Error("down")) };
    await expect(sandboxControls(failing).reset()).rejects.toThrow(
      "no sandbox responded in this process",
    );
    const broken = { fetch: async () => new Response("<html>", { status: 502 }) };
    await expect(sandboxControls(broken).reset()).rejects.toMatchObject({
      status: 502,
      issues: [],
    });
    const { url, close } = await plain.listen({ port: 0 });
    await close();
    await expect(sandboxControls(url).reset()).rejects.toThrow(`no sandbox responded at ${url}`);
  });
});
