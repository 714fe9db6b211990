import { matchName } from "@knetik-users/core/bulk";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";

export const unknownName = (
  what: string,
  name: string,
  known: ReadonlyArray<{ readonly name: string }>,
): CliError =>
  new CliError(`"${name}" is not ${what}.`, {
    exitCode: exitCodes.usage,
    hint: `Use one of: ${known.map((each) => each.name).join(", ")}.`,
  });

/** Finds a name or fails with the known ones. */
export const requireName = <Named extends { readonly name: string }>(
  what: string,
  known: ReadonlyArray<Named>,
  name: string,
): Named => {
  const found = matchName(known, name);
  if (found === undefined) throw unknownName(what, name, known);
  return found;
};
