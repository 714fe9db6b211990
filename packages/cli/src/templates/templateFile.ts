import { readFile } from "node:fs/promises";
import * as Result from "effect/Result";
import { parseJson } from "@knetik-users/core";
import { decodeRequest, type Endpoint } from "@knetik-users/core/effect";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import type { Host } from "../terminal/host.ts";
import { readStdin } from "../terminal/prompts.ts";

/** Reads a template in the API's JSON, as `templates get --json` prints it. `-` is standard input. */
export const readTemplate = async <Input>(
  host: Host,
  file: string,
  endpoint: Endpoint,
): Promise<Input> => {
  const text = file === "-" ? await readStdin(host) : await readFile(file, "utf8");
  let json: unknown;
  try {
    json = parseJson(text);
  } catch (error) {
    throw new CliError(`${file} is not valid JSON.`, {
      exitCode: exitCodes.invalid,
      problems: [(error as SyntaxError).message],
    });
  }
  const decoded = decodeRequest(endpoint, { params: { id: "x" }, query: [], body: json });
  if (Result.isFailure(decoded)) {
    throw new CliError(`${file} is not a template.`, {
      exitCode: exitCodes.invalid,
      problems: decoded.failure.map(({ field, message }) => `${field}: ${message}`),
      hint: "`knetik-users templates get <id> --json` prints an example.",
    });
  }
  return decoded.success.body as Input;
};
