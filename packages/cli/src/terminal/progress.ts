import { createLogUpdate } from "log-update";
import type { Host } from "./host.ts";
import type { Output } from "./output.ts";
import { safeLine } from "./printable.ts";

/** Shows how far bulk work is: a line in a terminal, otherwise a line now and then. */
export interface Progress {
  /** `done` of this run and of earlier ones. */
  readonly update: (done: number) => void;
  /** A message above the line. */
  readonly note: (text: string) => void;
  /** Leaves the last state of the line. Later output is below it. */
  readonly stop: () => void;
}

interface ProgressOptions {
  /** Such as `Exported`. */
  readonly verb: string;
  readonly total: number | undefined;
  /** Done by earlier runs. */
  readonly start: number;
  readonly now?: () => number;
}

const count = (value: number) => value.toLocaleString("en");

const barWidth = 20;

/** `1:05`, or `2:01:05` with hours. */
const clock = (seconds: number): string => {
  const pad = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = pad(Math.floor(seconds) % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
};

/** Such as `Exported ████░░░░ 412,000 of 1,000,000 (41%)  8,200/s  1:12 left`. */
export const progressLine = (
  verb: string,
  {
    done,
    total,
    rate,
  }: { readonly done: number; readonly total: number | undefined; readonly rate: number },
): string => {
  const speed = rate > 0 ? `  ${count(Math.round(rate))}/s` : "";
  // The API's total may be a lower bound.
  if (total === undefined || total === 0 || done > total) return `${verb} ${count(done)}${speed}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * barWidth);
  const bar = "█".repeat(filled) + "░".repeat(barWidth - filled);
  const left = rate > 0 && done < total ? `  ${clock((total - done) / rate)} left` : "";
  return `${verb} ${bar} ${count(done)} of ${count(total)} (${Math.floor(share * 100)}%)${speed}${left}`;
};

const terminalInterval = 100;
const logInterval = 10_000;

export const startProgress = (
  { stderr }: Host,
  { quiet, json }: Output,
  { verb, total, start, now = Date.now }: ProgressOptions,
): Progress => {
  const isShown = !quiet && !json;
  const isTerminal = stderr.isTTY === true;
  const line = isShown && isTerminal ? createLogUpdate(stderr as NodeJS.WritableStream) : undefined;
  const startedAt = now();
  let shownAt = isTerminal ? -Infinity : startedAt;
  let latest = start;
  let isStopped = false;
  const text = () => {
    const seconds = (now() - startedAt) / 1_000;
    const rate = seconds > 0 ? (latest - start) / seconds : 0;
    return progressLine(verb, { done: latest, total, rate });
  };
  return {
    update: (done) => {
      latest = done;
      if (!isShown || now() - shownAt < (isTerminal ? terminalInterval : logInterval)) return;
      shownAt = now();
      if (line === undefined) stderr.write(`${text()}\n`);
      else line(text());
    },
    note: (message) => {
      if (!isShown) return;
      line?.clear();
      stderr.write(`${safeLine(message)}\n`);
      line?.(text());
    },
    stop: () => {
      if (line === undefined || isStopped) return;
      isStopped = true;
      line(text());
      line.done();
    },
  };
};
