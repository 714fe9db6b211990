import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Keychain } from "../src/terminal/host.ts";
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
  // A lock may disappear meanwhile.
  const files = names.filter((each) => each.isFile() && !each.name.endsWith(".lock"));
  return files.map((each) => path.join(each.parentPath, each.name));
};

describe("login", () => {
  it("stores a client's credentials in files that only their owner can read", async () => {
    const env = config("client");
    const args = ["login", "--url", api.url, "--client-id", "server", "--secret-stdin"];
    const { code, out, err } = await run(args, { env, stdin: "sandbox-secret\n" });
    expect(code).toBe(0);
    expect(err).toBe(
      `The credentials are in files in ${folder.file("client")} that only you can read.\n`,
    );
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

describe("a keychain", () => {
  const makeKeychain = () => {
    const secrets = new Map<string, string>();
    const keychain: Keychain = {
      get: async (name) => secrets.get(name),
      set: async (name, secret) => {
        if (secret === undefined) secrets.delete(name);
        else secrets.set(name, secret);
      },
    };
    return { secrets, keychain };
  };
  const broken: Keychain = {
    get: () => Promise.reject(new Error("locked")),
    set: () => Promise.reject(new Error("locked")),
  };
  const client = () => ["login", "--url", api.url, "--client-id", "server", "--secret-stdin"];
  const user = () => ["login", "--url", api.url, "--username", "jdoe", "--secret-stdin"];
  const textOf = async (name: string) =>
    (
      await Promise.all((await allFiles(folder.file(name))).map((file) => readFile(file, "utf8")))
    ).join();

  it("has the secret of a client, and no file has it", async () => {
    const env = config("keychain");
    const { secrets, keychain } = makeKeychain();
    const { err } = await run(client(), { env, keychain, stdin: "sandbox-secret" });
    expect(err).toBe("The credentials are in the keychain of this system.\n");
    expect([...secrets.values()]).toEqual(["sandbox-secret"]);
    expect(await textOf("keychain")).not.toContain("sandbox-secret");
    const me = await run(["whoami", "--json"], { env, keychain });
    expect(me.json()).toMatchObject([{ identity: "client server", profile: "default" }]);

    // Names of profiles are the same in another folder, and its secrets are not.
    await run(client(), { env: config("keychain2"), keychain, stdin: "sandbox-secret" });
    expect(secrets.size).toBe(2);
    await run(["logout"], { env, keychain });
    expect(secrets.size).toBe(1);
    expect((await run(["whoami"], { env, keychain })).code).toBe(2);
  });

  it("has each new refresh token of a user", async () => {
    const env = config("keychainUser");
    const { secrets, keychain } = makeKeychain();
    await run(user(), { env, keychain, stdin: "sandbox-jdoe" });
    const first = new Set(secrets.values());
    // The access token is gone, as if it had expired: the next command renews it.
    const [tokens = ""] = await readdir(folder.file("keychainUser/tokens"));
    const file = path.join(folder.file("keychainUser/tokens"), tokens);
    const token = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...token, expiresAt: 1 }));
    expect((await run(["whoami"], { env, keychain })).out).toContain("user      jdoe (id 2)");
    const now = [...secrets.values()];
    expect(now.some((secret) => !first.has(secret))).toBe(true);
    const text = await textOf("keychainUser");
    for (const secret of [...first, ...now]) expect(text).not.toContain(secret);
    await run(["logout"], { env, keychain });
    expect(secrets.size).toBe(0);
  });

  it("is not used with --store file, or if it does not work", async () => {
    const { secrets, keychain } = makeKeychain();
    const stored = { env: config("chosen"), keychain, stdin: "sandbox-secret" };
    await run([...client(), "--store", "file"], stored);
    expect(secrets.size).toBe(0);
    expect((await run(["whoami"], stored)).code).toBe(0);

    const locked = { env: config("locked"), keychain: broken, stdin: "sandbox-secret" };
    const wanted = await run([...client(), "--store", "keychain"], locked);
    expect(wanted.code).toBe(3);
    expect(wanted.err).toContain("--store file");
    expect((await run(client(), locked)).err).toContain("that only you can read");
    expect((await run(["whoami"], locked)).code).toBe(0);
  });

  it("says what to do if it is locked or has lost the secret", async () => {
    const env = config("lost");
    const { secrets, keychain } = makeKeychain();
    await run(client(), { env, keychain, stdin: "sandbox-secret" });
    for (const [name, hint] of [
      [broken, "Unlock it"],
      [undefined, "--store file"],
    ] as const) {
      const { code, err } = await run(["whoami"], { env, ...(name && { keychain: name }) });
      expect(code).toBe(3);
      expect(err).toContain(hint);
      expect(err).not.toContain("sandbox-secret");
    }
    // Deleting must not seem to have worked.
    expect((await run(["logout"], { env, keychain: broken })).code).toBe(3);
    secrets.clear();
    const { code, err } = await run(["whoami"], { env, keychain });
    expect(code).toBe(3);
    expect(err).toContain("Sign in again");
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
