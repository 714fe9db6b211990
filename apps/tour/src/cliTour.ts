import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { heading, reportStep } from "./report.ts";
import { serverCredentials } from "./sandbox.ts";

const folder = fileURLToPath(new URL("../../../packages/cli", import.meta.url));
const program = path.join(folder, "src/bin.ts");

/** Runs one command of the command-line tool, and shows what it prints. */
export const cliTour = async (apiUrl: string): Promise<void> => {
  heading("The command-line tool");
  const command = ["users", "list", "--filter", "tag=vip", "--size", "3"];
  const start = performance.now();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@knetik-users/source", program, ...command],
    {
      env: {
        ...process.env,
        KNETIK_USERS_URL: apiUrl,
        KNETIK_USERS_CLIENT_ID: serverCredentials.clientId,
        KNETIK_USERS_CLIENT_SECRET: serverCredentials.clientSecret,
      },
    },
  );
  const lines = stdout.trimEnd().split("\n");
  reportStep(`knetik-users ${command.join(" ")}`, lines, performance.now() - start);
};
