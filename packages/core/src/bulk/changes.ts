import * as Equal from "effect/Equal";
import { isRecord, type WireRecord } from "./cells.ts";
import type { FieldKind } from "./fields.ts";
import { importFields, propertiesField } from "./userFields.ts";

const kinds = new Map<string, FieldKind>(importFields.map(({ name, kind }) => [name, kind]));

const isAbsent = (value: unknown) => value === undefined || value === null;

/** An empty list or map is the same as none: the API does not return it. */
const isEmpty = (value: unknown): boolean =>
  isAbsent(value) ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);

const isSame = (kind: FieldKind | undefined, wanted: unknown, present: unknown): boolean => {
  if (isEmpty(wanted) && isEmpty(present)) return true;
  if (kind === "texts" && Array.isArray(wanted) && Array.isArray(present)) {
    // The order of tags means nothing.
    return Equal.equals([...new Set(wanted)].sort(), [...new Set(present)].sort());
  }
  return Equal.equals(wanted, present);
};

/**
 * The API replaces all properties at once, so those that a row does not mention are kept; one that is
 * `null` is removed.
 */
const mergedProperties = (wanted: unknown, present: unknown): unknown => {
  if (!isRecord(wanted)) return wanted;
  const merged = Object.entries({ ...(isRecord(present) ? present : {}), ...wanted });
  return Object.fromEntries(merged.filter(([, value]) => value !== null));
};

/** The fields of a row that differ from the user. Empty if there is nothing to change. */
export const changesOf = (record: WireRecord, user: WireRecord): WireRecord =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      const wanted = name === propertiesField ? mergedProperties(value, user[name]) : value;
      return isSame(kinds.get(name), wanted, user[name]) ? [] : [[name, wanted]];
    }),
  );
