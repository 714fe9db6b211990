import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import envPaths from "env-paths";
import type { StoredToken, TokenStore } from "@knetik-users/core";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { withFileLock } from "../files/fileLock.ts";
import { writeAtomic } from "../files/writeAtomic.ts";
import type { Host } from "../terminal/host.ts";

/** The credentials of a profile. They are secrets, and in a file that only its owner can read. */
export type Account =
  | {
      readonly kind: "client";
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | {
      readonly kind: "user";
      readonly clientId: string;
      readonly username: string;
      /** The password itself is never stored. */
      readonly refreshToken: string;
    };

/** An API and an account, under a name. */
export interface Profile {
  readonly url: string;
  readonly account: Account;
  readonly allowInsecureHttp?: boolean;
}

/** The profiles of a user of this machine. */
export interface ProfileStore {
  readonly folder: string;
  readonly current: () => Promise<string>;
  readonly use: (name: string) => Promise<void>;
  readonly list: () => Promise<ReadonlyArray<string>>;
  readonly read: (name: string) => Promise<Profile | undefined>;
  readonly write: (name: string, profile: Profile) => Promise<void>;
  /** Returns whether there was one. */
  readonly remove: (name: string) => Promise<boolean>;
  /** The tokens of a profile, shared by all processes that use it. */
  readonly tokenStore: (name: string) => TokenStore;
}

const defaultProfile = "default";

const ownerOnlyFolder = 0o700;

/** A name is part of a file name. */
const isProfileName = (name: string): boolean => /^[a-z0-9][a-z0-9_-]{0,63}$/i.test(name);

const requireName = (name: string): string => {
  if (isProfileName(name)) return name;
  throw new CliError(`"${name}" cannot be the name of a profile.`, {
    exitCode: exitCodes.usage,
    hint: "Use letters, digits, - and _.",
  });
};

/** Fails if others can read the file: its secrets may already be known. */
const requirePrivate = async (file: string): Promise<void> => {
  if (process.platform === "win32") return;
  const { mode } = await stat(file);
  if ((mode & 0o077) === 0) return;
  throw new CliError(`${file} contains credentials, and other users can read it.`, {
    exitCode: exitCodes.usage,
    hint: `Run \`chmod 600 ${file}\`, and replace the credentials if this machine has other users.`,
  });
};

const readPrivate = async (file: string): Promise<unknown> => {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  await requirePrivate(file);
  try {
    return JSON.parse(text);
  } catch {
    // The message of the parser would quote the file.
    throw new CliError(`${file} is not valid JSON.`, {
      exitCode: exitCodes.usage,
      hint: "Delete it, and sign in again with `knetik-users login`.",
    });
  }
};

export const openProfiles = ({ env }: Pick<Host, "env">): ProfileStore => {
  const configured = env["KNETIK_USERS_CONFIG"] ?? "";
  const folder =
    configured === "" ? envPaths("knetik-users", { suffix: "" }).config : path.resolve(configured);
  const profiles = path.join(folder, "profiles");
  const fileOf = (name: string) => path.join(profiles, `${requireName(name)}.json`);
  const tokenFileOf = (name: string) => path.join(folder, "tokens", `${requireName(name)}.json`);
  const currentFile = path.join(folder, "current.json");
  const save = async (file: string, value: unknown) => {
    await mkdir(path.dirname(file), { recursive: true, mode: ownerOnlyFolder });
    await writeAtomic(file, `${JSON.stringify(value, undefined, 2)}\n`);
  };
  return {
    folder,
    current: async () => {
      const name = (await readPrivate(currentFile)) as { readonly profile?: string } | undefined;
      return name?.profile ?? defaultProfile;
    },
    use: (name) => save(currentFile, { profile: requireName(name) }),
    list: async () => {
      const files = await readdir(profiles).catch(() => []);
      return files
        .filter((file) => file.endsWith(".json"))
        .map((file) => file.slice(0, -".json".length))
        .sort();
    },
    read: async (name) => (await readPrivate(fileOf(name))) as Profile | undefined,
    write: (name, profile) => save(fileOf(name), profile),
    remove: async (name) => {
      const existed = (await readPrivate(fileOf(name)).catch(() => ({}))) !== undefined;
      await rm(fileOf(name), { force: true });
      await rm(tokenFileOf(name), { force: true });
      return existed;
    },
    tokenStore: (name) => {
      const file = tokenFileOf(name);
      return {
        get: async () => (await readPrivate(file)) as StoredToken | undefined,
        set: (token) => (token === undefined ? rm(file, { force: true }) : save(file, token)),
        lock: async (run) => {
          await mkdir(path.dirname(file), { recursive: true, mode: ownerOnlyFolder });
          await withFileLock(`${file}.lock`, run);
        },
      };
    },
  };
};
