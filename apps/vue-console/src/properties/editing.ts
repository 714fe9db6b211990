import type { Property } from "@knetik-users/core";
import type { FieldErrors } from "@knetik-users/vue";
import type { Definition } from "./kinds.ts";

/** Props of every editor. */
export interface EditorProps<D extends Definition, P> {
  readonly definition: D;
  readonly property: P | undefined;
  readonly path: string;
  readonly errors: FieldErrors;
}

/** Slot of an editor that contains other properties, for their editor. It avoids an import circle. */
export interface NestedEditorSlot {
  readonly definition: Definition;
  readonly property: Property | undefined;
  readonly path: string;
  readonly errors: FieldErrors;
  readonly onChange: (property: Property | undefined) => void;
}

/** The error messages of a property and of these fields of it. */
export const errorAt = (
  errors: FieldErrors,
  path: string,
  ...fields: ReadonlyArray<string>
): string | undefined =>
  ["", "type", ...fields]
    .flatMap((field) => errors[field === "" ? path : `${path}.${field}`] ?? [])
    .join("; ") || undefined;

/** A row of a form, with a stable key. */
export interface Keyed<A> {
  readonly key: number;
  readonly value: A;
}

let latest = 0;
export const keyed = <A>(value: A): Keyed<A> => ({ key: (latest += 1), value });
