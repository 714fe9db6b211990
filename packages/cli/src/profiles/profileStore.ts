import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import envPaths from "env-paths";
import type { StoredToken, TokenStore } from "@knetik-users/core";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { withFileLock } from "../files/fileLock.ts";
import { makePrivateFolder, readPrivate, writePrivate } from "../files/privateFile.ts";
import type { Host } from "../terminal/host.ts";

/** Who a profile signs in as. */
export type Account =
  | {
      readonly kind: "client";
      readonly clientId: string;
    }
  | {
      readonly kind: "user";
      readonly clientId: string;
      readonly username: string;
    };

/** Where secrets are kept: in the keychain of the system, or in files that only their owner can read. */
export const secretPlaces = ["keychain", "file"] as const;
export type SecretPlace = (typeof secretPlaces)[number];

/** An API and an account, under a name. */
export interface Profile {
  readonly url: string;
  readonly account: Account;
  readonly allowInsecureHttp?: boolean;
}

/** The file of a profile. */
interface StoredProfile extends Profile {
  /** Absent if the keychain has it. */
  readonly secret?: string;
}

/** The profiles of a user of this machine. */
export interface ProfileStore {
  readonly folder: string;
  readonly current: () => Promise<string>;
  readonly use: (name: string) => Promise<void>;
  readonly list: () => Promise<ReadonlyArray<string>>;
  readonly read: (name: string) => Promise<Profile | undefined>;
  /**
   * The secret of the OAuth client, or the refresh token that the user got when signing in. Passwords are
   * not stored.
   */
  readonly secretOf: (name: string) => Promise<string>;
  /** Without a place: in the keychain if there is one. Returns the place. */
  readonly write: (
    name: string,
    profile: Profile,
    secret: string,
    place?: SecretPlace,
  ) => Promise<SecretPlace>;
  /** Returns whether there was one. */
  readonly remove: (name: string) => Promise<boolean>;
  /** The tokens of a profile, shared by all processes that use it. */
  readonly tokenStore: (name: string) => TokenStore;
}

const defaultProfile = "default";

/** A name is part of a file name. */
const isProfileName = (name: string): boolean => /^[a-z0-9][a-z0-9_-]{0,63}$/i.test(name);

const requireName = (name: string): string => {
  if (isProfileName(name)) return name;
  throw new CliError(`"${name}" cannot be the name of a profile.`, {
    exitCode: exitCodes.usage,
    hint: "Use letters, digits, - and _.",
  });
};

/** What is wrong with the keychain. Its errors do not contain the secret. */
const keychainError = (name: string, error: unknown) =>
  new CliError(
    `The keychain of this system does not work: ${error instanceof Error ? error.message : String(error)}`,
    {
      exitCode: exitCodes.denied,
      hint: `Unlock it, or run \`knetik-users login --profile ${name} --store file\`.`,
    },
  );

export const openProfiles = ({ env, keychain }: Pick<Host, "env" | "keychain">): ProfileStore => {
  const configured = env["KNETIK_USERS_CONFIG"] ?? "";
  const folder =
    configured === "" ? envPaths("knetik-users", { suffix: "" }).config : path.resolve(configured);
  const profiles = path.join(folder, "profiles");
  const fileOf = (name: string) => path.join(profiles, `${requireName(name)}.json`);
  const tokenFileOf = (name: string) => path.join(folder, "tokens", `${requireName(name)}.json`);
  const currentFile = path.join(folder, "current.json");
  const readProfile = async (name: string) =>
    (await readPrivate(fileOf(name))) as StoredProfile | undefined;
  // Names of entries contain the file, so that folders do not share them.
  const secretEntry = (name: string) => fileOf(name);
  const refreshEntry = (name: string) => tokenFileOf(name);
  const isInKeychain = async (name: string) => {
    const stored = await readProfile(name);
    return stored !== undefined && stored.secret === undefined;
  };
  const fromKeychain = async (name: string, entry: (name: string) => string) => {
    if (keychain === undefined) throw keychainError(name, new Error("there is none."));
    try {
      return await keychain.get(entry(name));
    } catch (error) {
      throw keychainError(name, error);
    }
  };
  const forgetToken = async (name: string) => {
    await rm(tokenFileOf(name), { force: true });
    if (await isInKeychain(name).catch(() => false))
      await keychain?.set(refreshEntry(name), undefined);
  };
  const forget = async (name: string) => {
    await forgetToken(name);
    if (await isInKeychain(name).catch(() => false))
      await keychain?.set(secretEntry(name), undefined);
    await rm(fileOf(name), { force: true });
  };
  return {
    folder,
    current: async () => {
      const name = (await readPrivate(currentFile)) as { readonly profile?: string } | undefined;
      return name?.profile ?? defaultProfile;
    },
    use: (name) => writePrivate(currentFile, { profile: requireName(name) }),
    list: async () => {
      const files = await readdir(profiles).catch(() => []);
      return files
        .filter((file) => file.endsWith(".json"))
        .map((file) => file.slice(0, -".json".length))
        .sort();
    },
    read: async (name) => {
      const stored = await readProfile(name);
      if (stored === undefined) return undefined;
      const { secret: _secret, ...profile } = stored;
      return profile;
    },
    secretOf: async (name) => {
      const secret = (await readProfile(name))?.secret ?? (await fromKeychain(name, secretEntry));
      if (secret !== undefined) return secret;
      throw new CliError(`The credentials of profile ${name} are not in the keychain any more.`, {
        exitCode: exitCodes.denied,
        hint: `Sign in again with \`knetik-users login --profile ${name}\`.`,
      });
    },
    write: async (name, profile, secret, wanted) => {
      const file = fileOf(name);
      // Those of a profile of this name before.
      await forget(name).catch(() => undefined);
      if (keychain !== undefined && wanted !== "file") {
        try {
          await keychain.set(secretEntry(name), secret);
          await writePrivate(file, profile);
          return "keychain";
        } catch (error) {
          if (wanted === "keychain") throw keychainError(name, error);
        }
      }
      await writePrivate(file, { ...profile, secret } satisfies StoredProfile);
      return "file";
    },
    remove: async (name) => {
      const existed = (await readProfile(name).catch(() => ({}))) !== undefined;
      try {
        await forget(name);
      } catch (error) {
        throw keychainError(name, error);
      }
      return existed;
    },
    tokenStore: (name) => {
      const file = tokenFileOf(name);
      return {
        get: async () => {
          const token = (await readPrivate(file)) as StoredToken | undefined;
          if (token === undefined || !(await isInKeychain(name))) return token;
          return { ...token, refreshToken: await fromKeychain(name, refreshEntry) };
        },
        set: async (token) => {
          if (token === undefined) return forgetToken(name);
          if (!(await isInKeychain(name))) return writePrivate(file, token);
          // The access token ends within the hour. What lasts is in the keychain.
          const { refreshToken, ...shortLived } = token;
          await keychain?.set(refreshEntry(name), refreshToken);
          await writePrivate(file, shortLived);
        },
        lock: async (run) => {
          await makePrivateFolder(path.dirname(file));
          await withFileLock(`${file}.lock`, run);
        },
      };
    },
  };
};
