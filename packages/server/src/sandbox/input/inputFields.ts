import { contract, type OperationName } from "@knetik-users/core/effect";
import * as Schema from "effect/Schema";

const value = <A extends string | number | boolean | null>(
  is: (value: unknown) => value is A,
  expected: string,
) => Schema.declare<A>(is, { expected });

/** A whole number; `unit` is for the message. */
export const whole = (least: number, most: number, unit: string) =>
  value(
    (given): given is number =>
      Number.isSafeInteger(given) && Number(given) >= least && Number(given) <= most,
    `${unit} from ${least} to ${most}`,
  );

export const number = (is: (value: number) => boolean, expected: string) =>
  value((given): given is number => typeof given === "number" && is(given), expected);

export const oneOf = <const A extends string | boolean>(values: ReadonlyArray<A>) =>
  value(
    (given): given is A => values.some((known) => known === given),
    values.length === 1 ? String(values[0]) : `one of ${values.join(", ")}`,
  );

export const text = (longest: number, expected: string) =>
  value(
    (given): given is string =>
      typeof given === "string" && given.length >= 1 && given.length <= longest,
    `${expected} of 1 to ${longest} characters`,
  );

const operations = Object.values(contract)
  .map(({ name }): OperationName => name)
  .sort();

/** An operation of the contract. */
export const operation = oneOf(operations);

export const maxUsers = 10_000;
export const maxSeed = 4_294_967_295;
export const seed = whole(0, maxSeed, "a seed");
export const users = whole(2, maxUsers, "a number of users");
