import type { Keychain } from "../terminal/host.ts";

/** The program's name in the keychain. */
const service = "knetik-users";

/** The entry of a secret. The library has a binary for each platform; without one, this rejects. */
const entryOf = async (name: string) => {
  const { AsyncEntry } = await import("@napi-rs/keyring");
  return new AsyncEntry(service, name);
};

/**
 * The keychain of the system: Keychain on macOS, Credential Manager on Windows, the Secret Service on
 * Linux. Rejects if there is none, or if it stays locked.
 */
export const systemKeychain: Keychain = {
  get: async (name) => (await (await entryOf(name)).getPassword()) ?? undefined,
  set: async (name, secret) => {
    const entry = await entryOf(name);
    if (secret === undefined) await entry.deleteCredential();
    else await entry.setPassword(secret);
  },
};
