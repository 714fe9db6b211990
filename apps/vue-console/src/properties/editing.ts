import type { FieldErrors } from "@knetik-users/vue";
import type { Definition } from "./kinds.ts";

/** What every editor is given. */
export interface EditorProps<D extends Definition, P> {
  readonly definition: D;
  readonly property: P | undefined;
  readonly path: string;
  readonly errors: FieldErrors;
}

/** What is wrong with a property itself or with one of these fields of it. */
export const errorAt = (
  errors: FieldErrors,
  path: string,
  ...fields: ReadonlyArray<string>
): string | undefined =>
  ["", "type", ...fields]
    .flatMap((field) => errors[field === "" ? path : `${path}.${field}`] ?? [])
    .join("; ") || undefined;

/** Parts of a form that come and go, each with a key of its own. */
export interface Keyed<A> {
  readonly key: number;
  readonly value: A;
}

let latest = 0;
export const keyed = <A>(value: A): Keyed<A> => ({ key: (latest += 1), value });
