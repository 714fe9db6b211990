import { type CANCEL_SYMBOL, confirm, isCancel, password, text } from "@clack/prompts";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import type { Host } from "./host.ts";

const answered = <Answer>(answer: Answer | typeof CANCEL_SYMBOL): Answer => {
  if (isCancel(answer)) throw new CliError("Cancelled.", { exitCode: exitCodes.interrupted });
  return answer;
};

/** Checks that there is a terminal to ask questions. */
export const isInteractive = ({ stdin, stderr }: Host): boolean =>
  stdin.isTTY === true && stderr.isTTY === true;

/** Questions go to standard error, so that standard output can be redirected. */
const streams = ({ stdin, stderr, signal }: Host) => ({ input: stdin, output: stderr, signal });

const notEmpty = (value: string | undefined) =>
  value === undefined || value === "" ? "Enter a value." : undefined;

export const askText = async (host: Host, message: string): Promise<string> =>
  answered(await text({ message, validate: notEmpty, ...streams(host) }));

/** The answer is not shown. */
export const askSecret = async (host: Host, message: string): Promise<string> =>
  answered(await password({ message, validate: notEmpty, ...streams(host) }));

export const askConfirmation = async (host: Host, message: string): Promise<boolean> =>
  answered(await confirm({ message, initialValue: false, ...streams(host) }));

/** Reads standard input to its end, without the last line break. */
export const readStdin = async ({ stdin }: Host): Promise<string> => {
  const chunks: Array<Buffer> = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Uint8Array | string));
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
};
