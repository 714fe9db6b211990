import { type Property, stringifyJson, type User } from "@knetik-users/core";
import { toDayInput } from "../format/dates.ts";
import { t } from "../language/t.ts";
import { profileFieldNames, profileFields } from "../user/profileFields.ts";

/** A row of the comparison. */
export interface ComparedField {
  readonly key: string;
  readonly label: string;
  readonly left: string | Property | undefined;
  readonly right: string | Property | undefined;
  readonly isDifferent: boolean;
}

/** A stable text of a value: the order of a map's keys does not matter. */
const canonical = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return stringifyJson(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${entries
    .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`)
    .sort()
    .join()}}`;
};

const ownValue = (properties: User["additionalProperties"], name: string) =>
  properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;

/** All fields that one of both users has. */
export const compareUsers = (left: User, right: User): ReadonlyArray<ComparedField> => {
  const row = (
    key: string,
    label: string,
    ...[a, b]: readonly [string | Property | undefined, string | Property | undefined]
  ): ComparedField => ({
    key,
    label,
    left: a === "" ? undefined : a,
    right: b === "" ? undefined : b,
    isDifferent: canonical(a ?? "") !== canonical(b ?? ""),
  });
  const tags = (user: User) => [...(user.tags ?? [])].sort().join(", ");
  const properties = new Set(
    [left, right].flatMap((user) => Object.keys(user.additionalProperties ?? {})),
  );
  return [
    ...profileFieldNames.map((name) =>
      row(name, t(profileFields[name].text), left[name] ?? "", right[name] ?? ""),
    ),
    row(
      "dateOfBirth",
      t("user.field.dateOfBirth"),
      toDayInput(left.dateOfBirth),
      toDayInput(right.dateOfBirth),
    ),
    row("tags", t("user.tags"), tags(left), tags(right)),
    row("template", t("common.template"), left.template ?? "", right.template ?? ""),
    ...[...properties].map((name) =>
      row(
        `properties.${name}`,
        name,
        ownValue(left.additionalProperties, name),
        ownValue(right.additionalProperties, name),
      ),
    ),
  ].filter((field) => field.left !== undefined || field.right !== undefined);
};
