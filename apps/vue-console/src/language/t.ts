import { IntlMessageFormat } from "intl-messageformat";
import type { TextKey } from "./catalogues/catalogue.ts";
import type { en } from "./catalogues/en.ts";
import { inUse } from "./language.ts";
import type { ArgumentsOf } from "./textArguments.ts";

export type { TextKey };

/** Keys of texts without arguments. */
export type PlainTextKey = {
  [Key in TextKey]: unknown extends ArgumentsOf<(typeof en)[Key]> ? Key : never;
}[TextKey];

/** The arguments of a text. */
export type TextArguments<Key extends TextKey> = ArgumentsOf<(typeof en)[Key]>;

type Given<Key extends TextKey> =
  unknown extends TextArguments<Key> ? readonly [] : readonly [args: TextArguments<Key>];

let messages = new Map<TextKey, IntlMessageFormat>();
let parsed = inUse.value;

/** The parsed text, from a cache that a change of the language empties. */
export const messageOf = (key: TextKey): IntlMessageFormat => {
  const now = inUse.value;
  if (now !== parsed) {
    messages = new Map();
    parsed = now;
  }
  const known = messages.get(key);
  if (known !== undefined) return known;
  const message = new IntlMessageFormat(now.catalogue[key], now.locale);
  messages.set(key, message);
  return message;
};

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;

/** Isolates right-to-left values, which would otherwise reorder the words around them. */
const isolated = (value: unknown) =>
  typeof value === "string" && rightToLeft.test(value) ? `\u2068${value}\u2069` : value;

/** The arguments as they are put into a text. */
export const argumentsOf = (values: object): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isolated(value)]),
  ) as Record<string, string | number>;

/** The text of a key in the current language. Templates and computed values follow the language. */
export const t = <Key extends TextKey>(key: Key, ...[args]: Given<Key>): string =>
  String(messageOf(key).format(argumentsOf(args ?? {})));
