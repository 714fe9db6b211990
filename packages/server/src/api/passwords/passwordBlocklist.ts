import * as Effect from "effect/Effect";

/** The 49,000 most common passwords in lower case, loaded on first use. */
let common: Promise<ReadonlySet<string>> | undefined;

const load = async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"]);
};

/** Checks for a common password (case-insensitive). */
export const isCommon = (password: string): Effect.Effect<boolean> =>
  Effect.promise(async () => (await (common ??= load())).has(password.toLowerCase()));
