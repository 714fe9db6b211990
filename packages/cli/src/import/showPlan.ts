import type { Decision, PlannedRow } from "@knetik-users/core/bulk";
import type { Context } from "../command/context.ts";
import { type ExitCode, exitCodes } from "../errors/exitCodes.ts";
import type { Progress } from "../terminal/progress.ts";
import { count, plural } from "./counts.ts";

const shownRows = 100;

const describeDecision = (decision: Decision): string => {
  switch (decision.action) {
    case "create":
    case "unchanged":
      return "";
    case "update":
      return Object.keys(decision.changes).join(", ");
    case "conflict":
      return decision.reason;
  }
};

/** Shows what an import would do. */
export const showPlan = async (
  { output }: Context,
  planned: AsyncIterable<PlannedRow>,
  progress: Progress,
): Promise<ExitCode> => {
  const counts = { create: 0, update: 0, unchanged: 0, conflict: 0 };
  const shown: Array<PlannedRow> = [];
  let rows = 0;
  for await (const row of planned) {
    counts[row.decision.action] += 1;
    progress.update((rows += 1));
    const { line, name, decision } = row;
    if (output.json) {
      const changes = decision.action === "update" ? Object.keys(decision.changes) : undefined;
      const reason = decision.action === "conflict" ? decision.reason : undefined;
      await output.result([], { line, name, action: decision.action, changes, reason });
    } else if (decision.action !== "unchanged" && shown.length < shownRows) shown.push(row);
  }
  progress.stop();
  await output.rows(
    output.json ? [] : shown,
    [
      { title: "LINE", cell: ({ line }) => String(line), align: "right" },
      { title: "ACTION", cell: ({ decision }) => decision.action },
      { title: "USER", cell: ({ name }) => name },
      { title: "CHANGES", cell: ({ decision }) => describeDecision(decision) },
    ],
    (row) => row,
  );
  const relevant = counts.create + counts.update + counts.conflict;
  if (!output.json && relevant > shown.length) {
    output.note(`… and ${count(relevant - shown.length)} more; --json prints all.`);
  }
  output.note(
    `Plan: ${count(counts.create)} to create, ${count(counts.update)} to update, ` +
      `${count(counts.unchanged)} unchanged, ${plural(counts.conflict, "conflict")}. Nothing was changed.`,
  );
  return counts.conflict > 0 ? exitCodes.incomplete : exitCodes.ok;
};
