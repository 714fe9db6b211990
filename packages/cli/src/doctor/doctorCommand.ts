import type { Command } from "commander";
import { addCommand, type Run } from "../command/addCommand.ts";
import { checkConnection, exitCodeOf, type Finding } from "./checks.ts";
import { checkNode } from "./nodeVersion.ts";

export const addDoctorCommand = (program: Command, run: Run): void => {
  addCommand(program, run, {
    usage: "doctor",
    description: "Checks the connection, the clock, the account and its roles.",
    examples: ["doctor", "doctor --profile staging --json"],
    action: (context) =>
      context.withClient(async (client, connection) => {
        const { output, host } = context;
        const findings: ReadonlyArray<Finding> = [
          checkNode(process.versions.node),
          { check: "profile", state: "ok", detail: connection.profile ?? "none" },
          { check: "address", state: "ok", detail: connection.url },
          ...(await checkConnection(client, connection, host.signal)),
        ];
        await output.rows(
          findings,
          [
            { title: "CHECK", cell: ({ check }) => check },
            { title: "STATE", cell: ({ state }) => state },
            { title: "DETAIL", cell: ({ detail }) => detail },
          ],
          ({ check, state, detail, hint }) => ({ check, state, detail, hint }),
        );
        for (const { hint } of findings) if (hint !== undefined) output.note(hint);
        return exitCodeOf(findings);
      }),
  });
};
