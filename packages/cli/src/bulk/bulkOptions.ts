import { type Command, InvalidArgumentError, Option } from "commander";

/** Options of commands that send many requests. */
export interface BulkOptions {
  readonly concurrency?: number;
  readonly batch?: number;
  readonly patience?: number;
}

/** 400 ids of ten digits make an address of 5 KB; common limits are 8 KB. */
const defaults = { concurrency: 8, batch: 400, patience: 300 };

const parseWhole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Use a number from ${least} to ${most}.`);
  };

/** Adds the options; their defaults are in {@link bulkSettings}. */
export const addBulkOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        "--concurrency <number>",
        `requests at a time (default: ${defaults.concurrency})`,
      ).argParser(parseWhole(1, 256)),
    )
    .addOption(
      new Option("--batch <number>", `users per request (default: ${defaults.batch})`).argParser(
        parseWhole(1, 1_000),
      ),
    )
    .addOption(
      new Option(
        "--patience <seconds>",
        `how long to wait for an API that is unavailable (default: ${defaults.patience})`,
      ).argParser(parseWhole(0, 86_400)),
    );

export const bulkSettings = ({ concurrency, batch, patience }: BulkOptions) => ({
  concurrency: concurrency ?? defaults.concurrency,
  size: batch ?? defaults.batch,
  /** Milliseconds. */
  patience: (patience ?? defaults.patience) * 1_000,
});
