import { Command } from "commander";
import { addProfileCommands } from "../session/profileCommands.ts";
import { addSessionCommands } from "../session/sessionCommands.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { addCompletionCommand } from "../completion/completionCommand.ts";
import { addDoctorCommand } from "../doctor/doctorCommand.ts";
import { addExportCommand } from "../export/exportCommand.ts";
import { addImportCommand } from "../import/importCommand.ts";
import { addTemplateCommands } from "../templates/templateCommands.ts";
import { addTemplateFolderCommands } from "../templates/templateFolderCommands.ts";
import { addUserCommands } from "../users/userCommands.ts";
import { defaultWidth } from "../terminal/output.ts";
import type { Run } from "../command/addCommand.ts";
import { version } from "../command/version.ts";

const exitCodeText = `Exit codes:
  ${exitCodes.ok}    success
  ${exitCodes.failed}    unexpected error
  ${exitCodes.usage}    wrong arguments or configuration
  ${exitCodes.denied}    not signed in, or not allowed
  ${exitCodes.notFound}    not found
  ${exitCodes.conflict}    already exists, or still in use
  ${exitCodes.invalid}    invalid input or file
  ${exitCodes.unavailable}    the API is unavailable; try again
  ${exitCodes.incomplete}    some rows failed, or a check found differences
  ${exitCodes.interrupted}  interrupted`;

/** All commands. */
export const makeProgram = (run: Run): Command => {
  const { stdout, stderr } = run.host;
  const program = new Command("knetik-users")
    .description("KnetikCloud's Users API from the terminal.")
    .version(version, "-V, --version", "prints the version")
    .helpOption("-h, --help", "prints help")
    .helpCommand(false)
    .option("--url <address>", "address of the API (default: that of the profile)")
    .option("--profile <name>", "profile to use (default: the current one)")
    .option("--json", "prints JSON, one object per line")
    .option("--quiet", "prints results and errors only")
    .option("-y, --yes", "answers every confirmation with yes")
    .option("--allow-insecure-http", "allows http: to other machines")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? defaultWidth,
      getErrHelpWidth: () => stderr.columns ?? defaultWidth,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError("(add --help for the options)")
    .exitOverride()
    .addHelpText("after", `\n${exitCodeText}`);
  addSessionCommands(program, run);
  addProfileCommands(program, run);
  const users = addUserCommands(program, run);
  addExportCommand(users, run);
  addImportCommand(users, run);
  addTemplateFolderCommands(addTemplateCommands(program, run), run);
  addDoctorCommand(program, run);
  addCompletionCommand(program, run);
  return program;
};
