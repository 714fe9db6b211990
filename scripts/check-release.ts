/**
 * Does what a release does, in a copy of the checkout, up to the upload: takes the next versions from the
 * changesets, builds, packs, and checks the tarballs. Then it uses them as a stranger does: installs them
 * by the READMEs in empty folders, imports every entry in the oldest Node that is supported and in the newest,
 * and runs the programs and the first example.
 *
 * `--keep` leaves the copy where it is.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { copyCheckout, pnpm, run, succeeded, turbo } from "./checkout.ts";
import { type Registry, serveRegistry } from "./registry.ts";
import { type Packed, problemsOf, summary, unpack } from "./tarball.ts";

const problems: string[] = [];

const makeVersions = async (copy: string): Promise<void> => {
  const git = (...flags: readonly string[]) =>
    succeeded(
      `git ${flags[0] ?? ""}`,
      run(copy, "git", ["-c", "user.name=release", "-c", "user.email=release@localhost", ...flags]),
    );
  // The changelogs name commits.
  await git("add", "--all");
  await git("commit", "--quiet", "--no-verify", "--message", "chore: release");
  await succeeded(
    "changeset version",
    run(copy, path.join(copy, "node_modules/.bin/changeset"), ["version"]),
  );
};

/** Builds and packs each package, and has publint and attw check it. */
const pack = async (copy: string): Promise<ReadonlyArray<Packed>> => {
  await succeeded(
    "check:package",
    turbo(copy, "run", "check:package", "--output-logs=errors-only"),
  );
  const tarballs = globSync("packages/*/.pack/package.tgz", { cwd: copy }).sort();
  return Promise.all(
    tarballs.map((file, index) =>
      unpack(path.join(copy, file), path.join(copy, ".pack", String(index))),
    ),
  );
};

const dryRun = async (copy: string, { manifest }: Packed, registry: Registry): Promise<void> => {
  const flags = ["publish", "--dry-run", "--no-git-checks", "--registry", `${registry.url}none/`];
  const { status, output } = await pnpm(
    path.join(copy, "packages", path.basename(manifest.name)),
    ...flags,
  );
  if (status !== 0) problems.push(`publish --dry-run of ${manifest.name} failed:\n${output}`);
};

/** What the README has a reader install first. */
const installedBy = ({ folder, manifest }: Packed): ReadonlyArray<string> => {
  const readme = readFileSync(path.join(folder, "README.md"), "utf8");
  const [, names] = /^npm install (?:--global )?(.*)$/m.exec(readme) ?? [];
  return names?.split(" ") ?? [manifest.name];
};

const nodes = (copy: string) => ({
  22: path.join(copy, "packages/nestjs/nest11/node_modules/.bin/node"),
  24: path.join(copy, "node_modules/.bin/node"),
});

/** Whether the package supports this major version. */
const supports = ({ manifest }: Packed, major: number): boolean =>
  Number(/\d+/.exec(manifest.engines?.node ?? "")?.[0]) <= major;

const importEntries = async (
  copy: string,
  folder: string,
  packed: Packed,
  entries: ReadonlyArray<string>,
): Promise<void> => {
  for (const [major, node] of Object.entries(nodes(copy))) {
    if (!supports(packed, Number(major))) continue;
    for (const entry of entries) {
      const code = `await import(${JSON.stringify(entry)})`;
      const { status, output } = await run(folder, node, ["--input-type=module", "--eval", code]);
      if (status === 0) console.log(`  Node ${major} imports ${entry}`);
      else problems.push(`Node ${major} cannot import ${entry}:\n${output}`);
    }
  }
};

/** What an application that the README assumes has before. Without it npm takes Vue 2, for Vue Query's sake. */
const inApplication: Readonly<Record<string, readonly string[]>> = { "@knetik-users/vue": ["vue"] };

const install = async (copy: string, packed: Packed, registry: Registry): Promise<string> => {
  const { manifest } = packed;
  const folder = path.join(copy, ".installed", path.basename(manifest.name));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await writeFile(path.join(folder, ".npmrc"), `@knetik-users:registry=${registry.url}\n`);
  const npmInstall = async (names: ReadonlyArray<string>) => {
    const flags = ["install", "--no-audit", "--no-fund", "--prefer-offline", ...names];
    await succeeded(`npm install ${names.join(" ")}`, run(folder, "npm", flags));
  };
  const names = installedBy(packed);
  const before = inApplication[manifest.name];
  if (before !== undefined) await npmInstall(before);
  await npmInstall(names);
  console.log(`${manifest.name}: npm install ${names.join(" ")}`);
  const entries = Object.keys(manifest.exports)
    .filter((key) => key !== "./package.json")
    .map((key) => path.posix.join(manifest.name, key));
  // Needs nothing that the README does not install.
  await importEntries(copy, folder, packed, entries.slice(0, 1));
  const optional = Object.entries(manifest.peerDependenciesMeta ?? {}).flatMap(([name, meta]) =>
    meta.optional === true && !names.includes(name) ? [name] : [],
  );
  if (optional.length > 0) await npmInstall(optional);
  await importEntries(copy, folder, packed, entries.slice(1));
  return folder;
};

const checkPrograms = async (copy: string, all: ReadonlyMap<string, string>): Promise<void> => {
  const [server = "", cli = "", core = ""] = ["server", "cli", "core"].map((name) => all.get(name));
  const { 22: oldest, 24: newest } = nodes(copy);
  const bin = (folder: string, name: string) => path.join(folder, "node_modules/.bin", name);
  const sandbox = spawn(newest, [bin(server, "knetik-users-server"), "--sandbox", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    let ready: string | undefined;
    for await (const line of createInterface(sandbox.stdout)) {
      ready = /^ready (.*)$/.exec(line)?.[1];
      if (ready !== undefined) break;
    }
    if (ready === undefined) throw new Error("The packed server did not start.");
    sandbox.stdout.resume();
    console.log(`knetik-users-server: ready ${ready}`);

    const readme = await readFile(path.join(copy, "README.md"), "utf8");
    const [, example = ""] = /^```ts\n(.*?)^```$/ms.exec(readme) ?? [];
    const file = path.join(core, "first.mjs");
    await writeFile(file, example.replaceAll("http://127.0.0.1:8080", ready));
    for (const [major, node] of Object.entries(nodes(copy))) {
      const printed = await succeeded(
        `The README's example in Node ${major}`,
        run(core, node, [file]),
      );
      if (printed.trim() === "")
        problems.push(`The README's example prints nothing in Node ${major}`);
      console.log(`README.md in Node ${major}: ${printed.trim()}`);
    }
    const listed = await succeeded(
      "knetik-users users list",
      run(cli, oldest, [bin(cli, "knetik-users"), "users", "list", "--size", "1", "--json"], {
        KNETIK_USERS_URL: ready,
        KNETIK_USERS_CLIENT_ID: "server",
        KNETIK_USERS_CLIENT_SECRET: "sandbox-secret",
      }),
    );
    console.log(`knetik-users users list: ${listed.trim().slice(0, 100)}`);
  } finally {
    const ended = once(sandbox, "exit");
    if (sandbox.exitCode === null) sandbox.kill();
    await ended;
  }
};

const copy = await copyCheckout("release");
try {
  await makeVersions(copy);
  const all = await pack(copy);
  console.log(all.map(summary).join("\n"));
  problems.push(...all.flatMap((packed) => problemsOf(packed, all)));
  await using registry = await serveRegistry(all);
  for (const packed of all) await dryRun(copy, packed, registry);
  const folders = new Map<string, string>();
  for (const packed of all) {
    const folder = await install(copy, packed, registry);
    folders.set(path.basename(packed.manifest.name), folder);
  }
  await checkPrograms(copy, folders);
} catch (error) {
  // After what was found before.
  problems.push(error instanceof Error ? error.message : String(error));
} finally {
  if (process.argv.includes("--keep")) console.log(`The copy is in ${copy}`);
  else await rm(copy, { recursive: true, force: true });
}
if (problems.length > 0) {
  console.error(`\nNot ready for a release:\n${problems.join("\n")}`);
  process.exitCode = 1;
} else {
  console.log("Ready for a release.");
}
