import { availableParallelism } from "node:os";
import type { Problems } from "../../errors/optionProblems.ts";
import { defaultCost, type HashCost } from "./passwordHash.ts";

/** Cost and concurrency of password hashing. */
export interface PasswordOptions {
  /** Memory of argon2id, in KiB. Default 19,456. */
  readonly memory?: number | undefined;
  /** Passes of argon2id. Default 2. */
  readonly passes?: number | undefined;
  /** Lanes of argon2id. Default 1. */
  readonly parallelism?: number | undefined;
  /**
   * Maximum number of concurrent hashes. Default: the number of cores, but one less than Node's
   * thread pool (`UV_THREADPOOL_SIZE`, 4 by default), which also serves DNS lookups.
   */
  readonly concurrency?: number | undefined;
  /** Maximum queue length; further calls get a 503. Default: 100 per concurrent hash. */
  readonly queue?: number | undefined;
}

export interface ResolvedPasswords {
  readonly cost: HashCost;
  readonly concurrency: number;
  readonly queue: number;
}

const queuedPerWorker = 100;

const defaultConcurrency = (): number => {
  const { UV_THREADPOOL_SIZE: size = "4" } = process.env;
  const threads = Number(size) > 1 ? Number(size) : 1;
  return Math.max(1, Math.min(availableParallelism(), threads - 1));
};

const isWhole = (value: unknown, least: number, most: number) =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;

export const resolvePasswords = (
  given: PasswordOptions = {},
  { require }: Problems,
): ResolvedPasswords => {
  const {
    memory = defaultCost.memory,
    passes = defaultCost.passes,
    parallelism = defaultCost.parallelism,
    concurrency = defaultConcurrency(),
    queue = queuedPerWorker * concurrency,
  } = given;
  const demandWhole = (value: unknown, name: string, least: number, most: number) =>
    require(isWhole(
      value,
      least,
      most,
    ), `passwords.${name}`, `a whole number from ${least} to ${most}`);
  demandWhole(parallelism, "parallelism", 1, 64);
  demandWhole(memory, "memory", 8 * (isWhole(parallelism, 1, 64) ? parallelism : 1), 4_194_304);
  demandWhole(passes, "passes", 1, 100);
  demandWhole(concurrency, "concurrency", 1, 1_024);
  demandWhole(queue, "queue", 0, 1_000_000);
  return { cost: { memory, passes, parallelism }, concurrency, queue };
};
