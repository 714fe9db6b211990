import { once } from "node:events";
import { styleText } from "node:util";
import stringWidth from "string-width";
import { stringifyJson } from "@knetik-users/core";
import type { ErrorDescription } from "../errors/describeError.ts";
import type { Host, TerminalWritable } from "./host.ts";
import { printable, safeJson, safeLine } from "./printable.ts";
import { type Column, formatTable } from "./table.ts";

export interface OutputOptions {
  /** JSON on standard output: one object per line. */
  readonly json: boolean;
  /** No messages; results and errors only. */
  readonly quiet: boolean;
}

/**
 * Writes results to standard output and everything else to standard error, so that a pipe receives
 * results only.
 */
export interface Output extends OutputOptions {
  /** A table for people; one JSON object per row with `--json`. */
  readonly rows: <Row>(
    rows: ReadonlyArray<Row>,
    columns: ReadonlyArray<Column<Row>>,
    toJson: (row: Row) => unknown,
  ) => Promise<void>;
  /** Names and values, one pair a line; values are not cut. */
  readonly pairs: (pairs: ReadonlyArray<readonly [name: string, value: string]>) => Promise<void>;
  /** One result: lines for people, an object with `--json`. */
  readonly result: (lines: ReadonlyArray<string>, json: unknown) => Promise<void>;
  /** A message. Not written with `--quiet`. */
  readonly note: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly error: (description: ErrorDescription) => void;
}

export const defaultWidth = 80;

/** Colors only in a terminal, and not with `NO_COLOR` or `TERM=dumb`. */
const mayColor = (stream: TerminalWritable, env: Host["env"]): boolean =>
  stream.isTTY === true && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";

/** Waits for a slow reader, so that output does not pile up in memory. */
export const write = async (stream: TerminalWritable, text: string): Promise<void> => {
  if (!stream.write(text)) await once(stream, "drain");
};

const json = (value: unknown) => safeJson(stringifyJson(value));

export const makeOutput = ({ stdout, stderr, env }: Host, options: OutputOptions): Output => {
  const style =
    (stream: TerminalWritable) =>
    (format: Parameters<typeof styleText>[0]) =>
    (text: string): string =>
      mayColor(stream, env) ? styleText(format, text, { validateStream: false }) : text;
  const onOut = style(stdout);
  const onError = style(stderr);
  const lines = (texts: ReadonlyArray<string>) => texts.map((text) => `${text}\n`).join("");
  return {
    ...options,
    rows: async (rows, columns, toJson) => {
      if (options.json) {
        await write(stdout, lines(rows.map((row) => json(toJson(row)))));
      } else if (rows.length > 0) {
        // A pipe receives whole cells: a program may cut them, but cannot restore them.
        const maxWidth = stdout.isTTY === true ? (stdout.columns ?? defaultWidth) : Infinity;
        const table = formatTable(columns, rows, { maxWidth, bold: onOut("bold") });
        await write(stdout, `${table}\n`);
      }
    },
    pairs: async (pairs) => {
      const width = Math.max(0, ...pairs.map(([name]) => stringWidth(safeLine(name))));
      const aligned = pairs.map(([name, value]) => {
        const padding = " ".repeat(width - stringWidth(safeLine(name)));
        return `${onOut("bold")(safeLine(name))}${padding}  ${printable(value)}`;
      });
      await write(stdout, lines(aligned));
    },
    result: (texts, value) =>
      write(stdout, lines(options.json ? [json(value)] : texts.map(safeLine))),
    note: (text) => {
      if (!options.quiet) stderr.write(`${safeLine(text)}\n`);
    },
    warn: (text) => {
      stderr.write(`${onError("yellow")("warning:")} ${safeLine(text)}\n`);
    },
    error: ({ error, exitCode, message, problems, hint, requestId }) => {
      if (options.json) {
        const fields = { error, exit_code: exitCode, message, problems, hint };
        stderr.write(`${json({ ...fields, request_id: requestId })}\n`);
        return;
      }
      stderr.write(
        lines([
          `${onError("red")("error:")} ${safeLine(message)}`,
          ...problems.map((problem) => `  ${safeLine(problem)}`),
          ...(hint === undefined ? [] : [safeLine(hint)]),
          ...(requestId === undefined
            ? []
            : [onError("dim")(`request id: ${safeLine(requestId)}`)]),
        ]),
      );
    },
  };
};
