import * as iron from "iron-webcrypto";

/** The platform's own; the types of the library are narrower than those of TypeScript. */
const webCrypto = globalThis.crypto as unknown as Parameters<typeof iron.seal>[0];

/** Encrypts and signs a value. It is accepted for `maxAge` seconds. */
export const seal = (value: unknown, password: string, maxAge: number): Promise<string> =>
  iron.seal(webCrypto, value, password, { ...iron.defaults, ttl: maxAge * 1000 });

/** Opens a sealed value; `undefined` if it is too old, was changed, or was sealed with another password. */
export const unseal = async (sealed: string, password: string): Promise<unknown> => {
  try {
    return await iron.unseal(webCrypto, sealed, password, iron.defaults);
  } catch {
    return undefined;
  }
};
