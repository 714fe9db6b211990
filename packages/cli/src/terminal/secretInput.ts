import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import type { Host } from "./host.ts";
import { askSecret, isInteractive, readStdin } from "./prompts.ts";

interface SecretInput {
  /** `true` reads it from standard input. */
  readonly fromStdin: boolean;
  /** Name of the option that does so. */
  readonly option: string;
  readonly question: string;
  /** Asks twice, for a new password. */
  readonly repeat?: boolean;
}

/**
 * A secret from standard input or a question, never from an argument: arguments are visible to other
 * users of the machine and are kept in the shell's history.
 */
export const readSecret = async (
  host: Host,
  { fromStdin, option, question, repeat = false }: SecretInput,
): Promise<string> => {
  if (fromStdin) {
    const secret = await readStdin(host);
    if (secret !== "") return secret;
    throw new CliError("Standard input is empty.", { exitCode: exitCodes.usage });
  }
  if (!isInteractive(host)) {
    throw new CliError(`${question} is missing, and there is no terminal to ask.`, {
      exitCode: exitCodes.usage,
      hint: `Pass it on standard input with ${option}.`,
    });
  }
  const secret = await askSecret(host, question);
  if (repeat && (await askSecret(host, `${question} (again)`)) !== secret) {
    throw new CliError("The two entries differ.", { exitCode: exitCodes.usage });
  }
  return secret;
};
