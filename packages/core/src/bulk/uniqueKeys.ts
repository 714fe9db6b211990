import { foldName } from "./findUser.ts";
import type { ImportRow } from "./importRow.ts";
import type { RowReader } from "./rowReader.ts";

/** Names that no two rows may share, because the API does not allow it. */
export const uniqueFields = ["username", "email"] as const;

/** The names of a row that no other row may have, by field. */
export const uniqueKeysOf = (
  reader: RowReader,
  { id, record }: ImportRow,
): ReadonlyArray<readonly [field: string, key: string]> => [
  ...(reader.key === "id" && id !== undefined ? [["id", String(id)] as const] : []),
  ...uniqueFields.flatMap((field) => {
    const name = record[field];
    return typeof name === "string" ? [[field, foldName(name)] as const] : [];
  }),
];
