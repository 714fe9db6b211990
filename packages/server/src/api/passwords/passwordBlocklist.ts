import * as Effect from "effect/Effect";

/** The 49,000 passwords that are guessed first, in lower case; read when they are first asked for. */
let common: Promise<ReadonlySet<string>> | undefined;

const load = async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"]);
};

/** Whether a password is one of those that are guessed first, whatever the case of its letters. */
export const isCommon = (password: string): Effect.Effect<boolean> =>
  Effect.promise(async () => (await (common ??= load())).has(password.toLowerCase()));
