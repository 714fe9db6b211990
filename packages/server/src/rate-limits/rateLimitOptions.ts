import type { Problems } from "../errors/optionProblems.ts";

/** So many at once, and in so many seconds as many again, one after the other. */
export interface Rate {
  readonly limit: number;
  readonly seconds: number;
}

/** A limit of its own, or none. */
type RateSetting = Rate | false | undefined;

/** How often something may be done; what is left out is limited as the defaults say. */
export interface LimitOptions {
  readonly signIn?:
    | {
        /** From one address, whatever the names. 60 a minute. */
        readonly address?: RateSetting;
        /** To one account, wherever from. 30 a minute. */
        readonly account?: RateSetting;
        /**
         * To one account from one address. 10 a minute: below the one before, so that nobody uses up
         * what the owner needs.
         */
        readonly accountFromAddress?: RateSetting;
      }
    | undefined;
  readonly passwordReset?:
    | {
        /** From one address: requests for secrets and uses of them. 30 an hour. */
        readonly address?: RateSetting;
        /** For one name, id, number or address as it is asked for. 5 an hour. */
        readonly account?: RateSetting;
        /** Messages to one mailbox; what is beyond it is not sent, and nobody is told. 5 an hour. */
        readonly recipient?: RateSetting;
      }
    | undefined;
  /** None for a USERS_ADMIN. */
  readonly registration?:
    | {
        /** From one address. 60 an hour. */
        readonly address?: RateSetting;
        /** With one e-mail address. 10 an hour. */
        readonly recipient?: RateSetting;
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
} satisfies Record<string, Rate>;

export type LimitName = keyof typeof defaults;
const isLimitName = (name: string): name is LimitName => Object.hasOwn(defaults, name);

/** The limits that there are. */
export type Limits = Readonly<Partial<Record<LimitName, Rate | undefined>>>;

/** The largest of either number; their product in milliseconds is exact. */
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

/** What one setting says of a limit; undefined for none. */
const rateOf = (name: string, setting: unknown, { require }: Problems): Rate | undefined => {
  const isValid = setting === false || isRate(setting);
  const must = `false or { limit, seconds }, whole numbers from 1 to ${maxValue}`;
  require(isValid, `limits.${name}`, must);
  return isRate(setting) ? setting : undefined;
};

/** `{ signIn: { address: … } }` as `signIn.address`. */
const settingsOf = (given: LimitOptions, { require }: Problems) =>
  Object.entries<unknown>({ ...given }).flatMap(([group, settings]) => {
    if (settings === undefined) return [];
    const isObject = typeof settings === "object" && settings !== null;
    require(isObject, `limits.${group}`, "an object");
    return Object.entries<unknown>(isObject ? { ...settings } : {})
      .filter(([, setting]) => setting !== undefined)
      .map(([part, setting]) => [`${group}.${part}`, setting] as const);
  });

/** The limits that the options ask for; in a sandbox none unless they do. */
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
