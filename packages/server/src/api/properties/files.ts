import type { FieldIssue, FileGroupKind, FileKind, FileProperty } from "@knetik-users/core/effect";
import { type DefinitionOf, issueAt, type Path, withinLimits } from "./limits.ts";

/** Matches `png`, `image/png`, `image/*` or a comma-separated list. */
const allows = (allowed: string, actual: string): boolean =>
  allowed
    .toLowerCase()
    .split(",")
    .map((type) => type.trim())
    .some((type) =>
      type.endsWith("/*")
        ? actual.toLowerCase().startsWith(type.slice(0, -1))
        : type === actual.toLowerCase(),
    );

/** A file without a type is accepted, because the type is optional. */
export const checkFileType = (
  path: Path,
  { fileType }: FileProperty,
  definition: DefinitionOf<FileKind | FileGroupKind>,
): ReadonlyArray<FieldIssue> =>
  definition.fileType === undefined ||
  fileType === undefined ||
  allows(definition.fileType, fileType)
    ? []
    : [issueAt([...path, "file_type"], `must be ${definition.fileType}`)];

/** Validates the number of files in a group and the type of each. */
export const checkFiles = (
  path: Path,
  files: ReadonlyArray<FileProperty>,
  definition: DefinitionOf<FileGroupKind>,
): ReadonlyArray<FieldIssue> => {
  const here = [...path, "files"];
  const { minCount: min, maxCount: max } = definition;
  return [
    ...withinLimits(here, files.length, { min, max }, "files"),
    ...files.flatMap((file, index) => checkFileType([...here, String(index)], file, definition)),
  ];
};
