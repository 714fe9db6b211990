import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, startServer, temporaryFolder } from "./support.ts";

let api: Awaited<ReturnType<typeof startServer>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  api = await startServer();
  folder = await temporaryFolder();
});
afterAll(async () => {
  await api.server.close();
  await folder[Symbol.asyncDispose]();
});

const config = (name: string) => ({ KNETIK_USERS_CONFIG: folder.file(name) });

const allFiles = async (root: string) => {
  const names = await readdir(root, { recursive: true, withFileTypes: true });
  return names.filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name));
};

describe("login", () => {
  it("stores a client's credentials in files that only their owner can read", async () => {
    const env = config("client");
    const args = ["login", "--url", api.url, "--client-id", "server", "--secret-stdin"];
    const { code, out, err } = await run(args, { env, stdin: "sandbox-secret\n" });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(`Signed in to ${api.url} as client server (profile default).\n`);

    const files = await allFiles(folder.file("client"));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect((await stat(file)).mode & 0o777).toBe(0o600);
    const me = await run(["whoami", "--json"], { env });
    expect(me.json()).toEqual([{ identity: "client server", profile: "default", url: api.url }]);
  });

  it("stores a refresh token instead of the password of a user", async () => {
    const env = config("user");
    const args = ["login", "--url", api.url, "--username", "jdoe", "--secret-stdin"];
    await run(args, { env, stdin: "sandbox-jdoe" });
    const files = await allFiles(folder.file("user"));
    for (const file of files) expect(await readFile(file, "utf8")).not.toContain("sandbox-jdoe");
    const me = await run(["whoami"], { env });
    expect(me.out).toContain("user      jdoe (id 2)");
  });

  it("reports wrong credentials without repeating them, and stores nothing", async () => {
    const env = config("wrong");
    const args = ["login", "--url", api.url, "--client-id", "server", "--secret-stdin"];
    const { code, out, err } = await run(args, { env, stdin: "not-the-secret" });
    expect(code).toBe(3);
    expect(out).toBe("");
    expect(err).toContain("knetik-users login");
    expect(err).not.toContain("not-the-secret");
    expect((await run(["profiles", "list"], { env })).out).toBe("");
  });

  it("does not accept a secret as an argument", async () => {
    const { code, err } = await run(["login", "--client-secret", "x"], { env: config("argument") });
    expect(code).toBe(2);
    expect(err).toContain("unknown option");
  });

  it("says how to pass the secret if there is no terminal", async () => {
    const args = ["login", "--url", api.url, "--client-id", "server"];
    const { code, err } = await run(args, { env: config("nowhere") });
    expect(code).toBe(2);
    expect(err).toContain("--secret-stdin");
  });
});

describe("profiles", () => {
  it("are listed, selected and deleted", async () => {
    const env = config("several");
    const login = (profile: string) =>
      run(
        [
          "login",
          "--url",
          api.url,
          "--client-id",
          "server",
          "--secret-stdin",
          "--profile",
          profile,
        ],
        { env, stdin: "sandbox-secret" },
      );
    await login("live");
    await login("staging");
    await run(["profiles", "use", "live"], { env });
    const listed = await run(["profiles", "list"], { env });
    expect(listed.out.split("\n").slice(1, 3)).toEqual([
      expect.stringMatching(/^live \* /) as string,
      expect.stringMatching(/^staging /) as string,
    ]);
    expect((await run(["profiles", "use", "other"], { env })).code).toBe(2);
    await run(["logout", "--profile", "staging"], { env });
    expect((await run(["whoami", "--profile", "staging"], { env })).err).toContain(
      "login --profile staging",
    );
  });

  it("rejects a name that would leave the folder", async () => {
    const { code } = await run(["whoami", "--profile", "../x"], { env: config("outside") });
    expect(code).toBe(2);
  });

  it("refuses a credentials file that others can read", async () => {
    const env = config("readable");
    const args = ["login", "--url", api.url, "--client-id", "server", "--secret-stdin"];
    await run(args, { env, stdin: "sandbox-secret" });
    const file = path.join(folder.file("readable"), "profiles/default.json");
    await chmod(file, 0o644);
    const { code, err } = await run(["whoami"], { env });
    expect(code).toBe(2);
    expect(err).toContain(`chmod 600 ${file}`);
  });

  it("does not quote a damaged credentials file", async () => {
    const env = config("damaged");
    const args = ["login", "--url", api.url, "--client-id", "server", "--secret-stdin"];
    await run(args, { env, stdin: "sandbox-secret" });
    const file = path.join(folder.file("damaged"), "profiles/default.json");
    await writeFile(file, "sandbox-secret");
    const { code, err } = await run(["whoami"], { env });
    expect(code).toBe(2);
    expect(err).not.toContain("sandbox-secret");
  });
});

describe("the connection", () => {
  it("does not send the credentials of a profile to another address", async () => {
    const env = config("elsewhere");
    const args = ["login", "--url", api.url, "--client-id", "server", "--secret-stdin"];
    await run(args, { env, stdin: "sandbox-secret" });
    const other = api.url.replace("127.0.0.1", "localhost");
    const { json } = await run(["whoami", "--url", other, "--json"], { env });
    expect(json()).toEqual([{ identity: "anonymous", url: other }]);
  });

  it("takes credentials from environment variables", async () => {
    const env = {
      ...config("variables"),
      KNETIK_USERS_URL: api.url,
      KNETIK_USERS_CLIENT_ID: "server",
      KNETIK_USERS_CLIENT_SECRET: "sandbox-secret",
    };
    expect((await run(["whoami", "--json"], { env })).json()).toMatchObject([
      { identity: "client server" },
    ]);
    const half = await run(["whoami"], { env: { ...env, KNETIK_USERS_CLIENT_SECRET: "" } });
    expect(half.code).toBe(2);
    expect(half.err).toContain("KNETIK_USERS_CLIENT_SECRET is not set");
  });

  it("says what to do if the address is not known", async () => {
    const { code, err } = await run(["whoami"], { env: config("empty") });
    expect(code).toBe(2);
    expect(err).toContain("login --url");
  });

  it("refuses plain http to another machine", async () => {
    const { code, err } = await run(["whoami", "--url", "http://api.example"], {
      env: config("http"),
    });
    expect(code).toBe(2);
    expect(err).toContain("baseUrl");
  });
});

describe("help", () => {
  it("lists commands, global options and exit codes in 80 columns", async () => {
    const { code, out } = await run(["--help"]);
    expect(code).toBe(0);
    for (const text of ["login", "--url", "--json", "Exit codes:"]) expect(out).toContain(text);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("has examples for every command", async () => {
    const { out } = await run(["login", "--help"]);
    expect(out).toContain("Examples:\n  $ knetik-users login");
    expect(out).toContain("KNETIK_USERS_TOKEN");
  });

  it("ends with 2 for an unknown command, and suggests a known one", async () => {
    const { code, err } = await run(["logon"]);
    expect(code).toBe(2);
    expect(err).toContain("login");
  });
});
