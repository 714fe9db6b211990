import type { Problems } from "../errors/optionProblems.ts";

/** Token bucket: `limit` at once, refilled over `seconds`. */
export interface Rate {
  readonly limit: number;
  readonly seconds: number;
}

/** A rate; `false` for no limit. */
type RateSetting = Rate | false | undefined;

/** Rate limits. Omitted ones have their defaults. */
export interface LimitOptions {
  readonly signIn?:
    | {
        /** Per client address. Default 60 per minute. */
        readonly address?: RateSetting;
        /** Per account. Default 30 per minute. */
        readonly account?: RateSetting;
        /**
         * Per account and client address. Default 10 per minute: below the limit per account, so
         * that an attacker cannot lock out the owner.
         */
        readonly accountFromAddress?: RateSetting;
      }
    | undefined;
  readonly passwordReset?:
    | {
        /** Per client address, for requesting and for using secrets. Default 30 per hour. */
        readonly address?: RateSetting;
        /** Per requested user name, id, number or address. Default 5 per hour. */
        readonly account?: RateSetting;
        /** Messages per mailbox. Further ones are silently dropped. Default 5 per hour. */
        readonly recipient?: RateSetting;
      }
    | undefined;
  /** Does not apply to a USERS_ADMIN. */
  readonly registration?:
    | {
        /** Per client address. Default 60 per hour. */
        readonly address?: RateSetting;
        /** Per e-mail address. Default 10 per hour. */
        readonly recipient?: RateSetting;
      }
    | undefined;
  /** Does not apply to a USERS_ADMIN. */
  readonly search?:
    | {
        /**
         * Per client address, for filters with more than 10,000 matches that the server has to read
         * first. Default 30 per minute.
         */
        readonly address?: RateSetting;
      }
    | undefined;
}

const minute = 60;
const hour = 3_600;

const defaults = {
  "signIn.address": { limit: 60, seconds: minute },
  "signIn.account": { limit: 30, seconds: minute },
  "signIn.accountFromAddress": { limit: 10, seconds: minute },
  "passwordReset.address": { limit: 30, seconds: hour },
  "passwordReset.account": { limit: 5, seconds: hour },
  "passwordReset.recipient": { limit: 5, seconds: hour },
  "registration.address": { limit: 60, seconds: hour },
  "registration.recipient": { limit: 10, seconds: hour },
  "search.address": { limit: 30, seconds: minute },
} satisfies Record<string, Rate>;

export type LimitName = keyof typeof defaults;
const isLimitName = (name: string): name is LimitName => Object.hasOwn(defaults, name);

/** The active limits. */
export type Limits = Readonly<Partial<Record<LimitName, Rate | undefined>>>;

/** Maximum of both numbers. Their product in milliseconds is exact. */
const maxValue = 1_000_000;
const isCount = (value: unknown) =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 1 && value <= maxValue;

const isRate = (value: unknown): value is Rate =>
  typeof value === "object" &&
  value !== null &&
  "limit" in value &&
  "seconds" in value &&
  isCount(value.limit) &&
  isCount(value.seconds);

/** Parses one setting; `undefined` for no limit. */
const rateOf = (name: string, setting: unknown, { require }: Problems): Rate | undefined => {
  const isValid = setting === false || isRate(setting);
  const must = `false or { limit, seconds }, whole numbers from 1 to ${maxValue}`;
  require(isValid, `limits.${name}`, must);
  return isRate(setting) ? setting : undefined;
};

/** Flattens `{ signIn: { address: … } }` to `signIn.address`. */
const settingsOf = (given: LimitOptions, { require }: Problems) =>
  Object.entries<unknown>({ ...given }).flatMap(([group, settings]) => {
    if (settings === undefined) return [];
    const isObject = typeof settings === "object" && settings !== null;
    require(isObject, `limits.${group}`, "an object");
    return Object.entries<unknown>(isObject ? { ...settings } : {})
      .filter(([, setting]) => setting !== undefined)
      .map(([part, setting]) => [`${group}.${part}`, setting] as const);
  });

/** The limits of the options. A sandbox has none by default. */
export const resolveLimits = (
  given: boolean | LimitOptions | undefined,
  isSandbox: boolean,
  problems: Problems,
): Limits => {
  if (given === false || (given === undefined && isSandbox)) return {};
  const isGiven = given !== undefined && given !== true;
  const isObject = !isGiven || typeof given === "object";
  problems.require(isObject, "limits", "true, false or an object");
  const limits: Partial<Record<LimitName, Rate | undefined>> = { ...defaults };
  for (const [name, setting] of isGiven && isObject ? settingsOf(given, problems) : []) {
    const isKnown = isLimitName(name);
    problems.require(isKnown, `limits.${name}`, `one of ${Object.keys(defaults).join(", ")}`);
    if (isKnown) limits[name] = rateOf(name, setting, problems);
  }
  return limits;
};
