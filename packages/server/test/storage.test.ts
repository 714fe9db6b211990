import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { createServer } from "../src/index.ts";
import { sandboxControls } from "../src/sandbox/client/sandboxClient.ts";
import { runCommand } from "./runCommand.ts";
import { start } from "./support.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "knetik-users-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a file", () => {
  it("keeps its data across restarts, and is seeded once", async () => {
    const database = { file: join(folder, "kept.sqlite") };
    let token: string;
    let id: number;
    {
      await using fixture = await start({ database });
      id = await fixture.register("kept");
      token = await fixture.signIn("kept", "a-password");
    }
    await using fixture = await start({ database });
    const { body } = await fixture.call("GET", "/users/me", { token });
    expect(body).toMatchObject({ id, username: "kept" });
    expect((await fixture.call("GET", "/users")).body.total_elements).toBe(3);
  });

  it("keeps no secret after its use", async () => {
    const file = join(folder, "secrets.sqlite");
    let secret: string;
    {
      await using fixture = await start({ database: { file } });
      await fixture.call("POST", "/users/2/password-reset");
      const { body } = await fixture.call("GET", "/_sandbox/mail");
      [, secret = ""] = /Secret: (\S+)/.exec(body[0].body) ?? [];
      const json = { secret, password: "a-new-password" };
      await fixture.call("PUT", "/users/2/password-reset", { json });
    }
    expect(secret).not.toBe("");
    for (const name of await readdir(folder)) {
      if (!name.startsWith("secrets.sqlite")) continue;
      expect((await readFile(join(folder, name))).includes(secret)).toBe(false);
    }
  });

  it("in use is never opened as a sandbox", async () => {
    const database = { file: join(folder, "own.sqlite") };
    await using server = await createServer({ database });
    const json = { username: "own", email: "own@example.org", password: "a-password" };
    const registered = await server.fetch(
      new Request("http://test/users", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(json),
      }),
    );
    expect(registered.status).toBe(200);
    await expect(createServer({ database, sandbox: true })).rejects.toThrow("not a sandbox");
    await using again = await createServer({ database });
    const { total_elements: total } = JSON.parse(
      await (await again.fetch(new Request("http://test/users"))).text(),
    );
    expect(total).toBe(1);
  });

  it("of a sandbox is never opened without sandbox mode", async () => {
    const database = { file: join(folder, "sandbox.sqlite") };
    await (await start({ database })).server.close();
    await expect(createServer({ database })).rejects.toThrow("was created by a sandbox");
    await (await start({ database })).server.close();
  });

  it("may be written by two at once", async () => {
    const database = { file: join(folder, "shared.sqlite") };
    const [one, other] = await Promise.all([start({ database }), start({ database })]);
    const json = (index: number) => ({
      username: `user-${index % 10}`,
      email: `user-${index % 10}@example.org`,
      password: "a-password",
    });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index < 10 ? one : other).call("POST", "/users", { json: json(index) }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 409)).toHaveLength(10);
    for (const fixture of [one, other]) {
      expect((await fixture.call("GET", "/users")).body.total_elements).toBe(12);
      await fixture.server.close();
    }
  });
});

const bin = join(inject("programs"), "bin.js");

/** Runs the program. */
const run = (...flags: ReadonlyArray<string>) => {
  const child = spawn(process.execPath, [bin, ...flags], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const exited = new Promise<{ code: number | null; output: string; errors: string }>((resolve) => {
    child.on("close", (code) => {
      resolve({ code, output, errors });
    });
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const [, url] = /^ready (\S+)\n/.exec(output) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.on("close", () => {
      reject(new Error(errors));
    });
  });
  // A program that only prints never becomes ready.
  ready.catch(() => undefined);
  return { child, ready, exited };
};

describe("the program", () => {
  it("starts a sandbox on a free port and, when stopped, completes requests first", async () => {
    const { child, ready, exited } = run("--sandbox", "--port", "0");
    const url = await ready;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { finish } = await beginRegistration(url);
    child.kill("SIGTERM");
    // Once it refuses connections, it has received the signal.
    await expect
      .poll(() =>
        fetch(url).then(
          () => "open",
          () => "closed",
        ),
      )
      .toBe("closed");
    expect(await finish()).toBe(200);
    const { code, output, errors } = await exited;
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toContain("sandbox-secret");
    expect(output).toContain(`${url}/_sandbox/\n`);
  });

  it("starts a sandbox with a given number of users and a seed", async () => {
    const { child, ready, exited } = run(
      ...["--sandbox", "--port", "0", "--seed", "7", "--users", "12"],
    );
    const sandbox = sandboxControls(await ready);
    expect(await sandbox.reset()).toMatchObject({ seed: 7, users: 12 });
    child.kill("SIGTERM");
    expect((await exited).code).toBe(0);
  });

  it.runIf(process.platform === "linux")(
    "gives the threads that hash passwords a lower priority than the one that answers",
    async () => {
      const { child, ready } = run("--sandbox", "--port", "0", "--users", "12");
      await ready;
      const tasks = `/proc/${child.pid}/task`;
      const threads = readdirSync(tasks).map((id) => ({
        name: readFileSync(join(tasks, id, "comm"), "utf8").trim(),
        // The name, in parentheses, may contain spaces.
        nice: Number(
          readFileSync(join(tasks, id, "stat"), "utf8")
            .split(") ")[1]
            ?.split(" ")[16],
        ),
        isMain: id === String(child.pid),
      }));
      const main = threads.find(({ isMain }) => isMain)?.nice ?? NaN;
      const hashing = threads.filter(({ name }) => name === "libuv-worker");
      expect(hashing.length).toBeGreaterThan(0);
      expect(hashing.map(({ nice }) => nice > main)).toEqual(hashing.map(() => true));
    },
  );

  it("reports in one line that a port is in use", async () => {
    const first = run("--sandbox", "--port", "0");
    const port = new URL(await first.ready).port;
    const { code, errors } = await run("--sandbox", "--port", port).exited;
    expect([code, errors]).toEqual([1, `error: Port ${port} is in use. Use another --port.\n`]);
    first.child.kill("SIGINT");
    expect((await first.exited).code).toBe(0);
  });

  it("creates the first client of a new file, and rejects a second of that name", async () => {
    const data = ["--data", "new.sqlite"];
    const made = await run("create-client", "ops", ...data, "--role", "USERS_ADMIN").exited;
    const [, secret = ""] = /client_secret {2}(\S+)/.exec(made.output) ?? [];
    const again = await run("create-client", "ops", ...data).exited;
    expect([again.code, again.errors]).toEqual([1, "error: Client ops already exists.\n"]);

    const { child, ready, exited } = run(...data, "--port", "0");
    const url = await ready;
    const response = await fetch(`${url}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: "ops",
        client_secret: secret,
      }),
    });
    expect(response.status).toBe(200);
    expect((await fetch(`${url}/_sandbox/mail`)).status).toBe(404);
    child.kill("SIGTERM");
    const { code, output } = await exited;
    expect([code, output]).toEqual([0, `ready ${url}\n`]);
  });

  it("reports in one line that a file with a client is not a sandbox", async () => {
    const data = ["--data", "client.sqlite"];
    await run("create-client", "ops", ...data).exited;
    const { code, output, errors } = await run("--sandbox", ...data, "--port", "0").exited;
    expect([code, output]).toEqual([1, ""]);
    expect(errors).toMatch(/^error: The database is in use and not a sandbox.*\n$/);
  });

  it.each([
    [["--port", "65536"], "0 to 65535"],
    [["--port", "1e3"], "0 to 65535"],
    [["--sandbox", "--seed", "-1"], "0 to 4294967295"],
    [["--users", "7"], "need --sandbox"],
    [["create-client", "x", "--role", "KING"], "USERS_ADMIN"],
    [
      ["grant-role", "nobody", "--data", "new.sqlite", "--role", "USERS_ADMIN"],
      "User nobody does not exist",
    ],
    [["--data", "no/such/folder.sqlite"], "Could not open"],
  ])("rejects %j", async (flags, message) => {
    const given = flags.map((flag) => (flag.endsWith(".sqlite") ? join(folder, flag) : flag));
    const { failed, errors } = await runCommand(...given);
    expect(failed).toBe(true);
    expect(errors).toContain(message);
    expect(errors.split("\n")).toHaveLength(1);
  });
});

/** Starts a registration and waits until the server has read its headers. */
const beginRegistration = async (url: string) => {
  const json = { username: "slow", email: "slow@example.org", password: "a-password" };
  const body = JSON.stringify(json);
  const call = request(`${url}/users`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      expect: "100-continue",
    },
  });
  const answer = once(call, "response") as Promise<[IncomingMessage]>;
  call.flushHeaders();
  await once(call, "continue");
  call.write(body.slice(0, 5));
  return {
    finish: async () => {
      call.end(body.slice(5));
      const [response] = await answer;
      response.resume();
      return response.statusCode;
    },
  };
};
