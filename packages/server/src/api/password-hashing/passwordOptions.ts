import { availableParallelism } from "node:os";
import type { Problems } from "../../errors/optionProblems.ts";
import { defaultCost, type HashCost } from "./passwordHash.ts";

/** What passwords cost, and how many are worked on at once. */
export interface PasswordOptions {
  /** Of an argon2id hash, in KiB. 19,456 when left out. */
  readonly memory?: number | undefined;
  /** Of an argon2id hash. 2 when left out. */
  readonly passes?: number | undefined;
  /** Of an argon2id hash. 1 when left out. */
  readonly parallelism?: number | undefined;
  /**
   * How many are hashed at once. When left out as many as there are cores, and one thread of Node's
   * pool (`UV_THREADPOOL_SIZE`, which is 4) less than all: looking up names takes one, too.
   */
  readonly concurrency?: number | undefined;
  /** How many wait for that; who comes then is answered 503. A hundred for each at once. */
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
