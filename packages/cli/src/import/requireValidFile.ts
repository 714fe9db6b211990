import type { RowIssue, RowReader } from "@knetik-users/core/bulk";
import type { Context } from "../command/context.ts";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { safeJson, safeLine } from "../terminal/printable.ts";
import { checkFile } from "./checkFile.ts";
import { count, plural } from "./counts.ts";
import type { SourceFile } from "./sourceRows.ts";

const shownIssues = 100;

const issueText = ({ line, column, field, message }: RowIssue): string => {
  const place = `line ${line}${column === undefined ? "" : `, column ${column}`}`;
  return `${place}${field === "" ? "" : ` (${field})`}: ${message}`;
};

/** Checks the whole file before anything is sent. Returns the number of rows. */
export const requireValidFile = async (
  { host, output }: Context,
  source: SourceFile,
  reader: RowReader,
  lines: number,
): Promise<number> => {
  let issues = 0;
  const rows = await checkFile(source, reader, lines, (issue) => {
    issues += 1;
    if (output.json) host.stdout.write(`${safeJson(JSON.stringify(issue))}\n`);
    else if (issues <= shownIssues) host.stderr.write(`${safeLine(issueText(issue))}\n`);
  });
  if (issues > 0) {
    if (issues > shownIssues && !output.json) {
      output.note(`… and ${count(issues - shownIssues)} more; --json prints all.`);
    }
    throw new CliError(
      `${source.file} has ${plural(issues, "problem")} in ${plural(rows, "row")}.`,
      {
        exitCode: exitCodes.invalid,
        hint: "Nothing was sent.",
      },
    );
  }
  return rows;
};
