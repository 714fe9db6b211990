import * as iron from "iron-webcrypto";

/** The platform's own; the types of the library are narrower than those of TypeScript. */
const webCrypto = globalThis.crypto as unknown as Parameters<typeof iron.seal>[0];

/** Encrypts and signs a value. It is accepted for `maxAge` seconds. */
export const seal = (value: unknown, password: string, maxAge: number): Promise<string> =>
  iron.seal(webCrypto, value, password, { ...iron.defaults, ttl: maxAge * 1000 });

/**
 * Opens a value that was sealed with one of the passwords; `undefined` if it is too old, was changed, or was sealed
 * with another one.
 */
export const unseal = async (
  sealed: string,
  passwords: ReadonlyArray<string>,
): Promise<unknown> => {
  for (const password of passwords) {
    try {
      return await iron.unseal(webCrypto, sealed, password, iron.defaults);
    } catch {
      // The next password may open it.
    }
  }
  return undefined;
};
