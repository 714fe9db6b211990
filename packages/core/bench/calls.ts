import type { CandidateName } from "./candidates.ts";
import type { Worker } from "./processes.ts";
import { compare, type Measured, type Round } from "./statistics.ts";
import type { Turn, TurnCost } from "./worker.ts";

export interface CallEffort {
  readonly rounds: number;
  readonly warmupMilliseconds: number;
  readonly turnMilliseconds: number;
}

/** CPU of one call, and the median time until all calls at once had their results. */
export interface CallCosts {
  readonly cpu: ReadonlyMap<CandidateName, Measured>;
  readonly wall: ReadonlyMap<CandidateName, Measured>;
}

/**
 * Lets the clients make the same calls in turns, round after round, so that a disturbance of the machine
 * meets all of them.
 */
export const measureCalls = async (
  workers: ReadonlyArray<Worker>,
  pattern: Omit<Turn, "milliseconds">,
  { rounds, warmupMilliseconds, turnMilliseconds }: CallEffort,
): Promise<CallCosts> => {
  const takeTurns = async (milliseconds: number) => {
    const costs: Array<readonly [CandidateName, TurnCost]> = [];
    for (const { name, take } of workers) {
      costs.push([name, await take({ ...pattern, milliseconds })]);
    }
    return costs;
  };

  await takeTurns(warmupMilliseconds);
  const cpu: Array<Round<CandidateName>> = [];
  const wall: Array<Round<CandidateName>> = [];
  for (let round = 0; round < rounds; round += 1) {
    const costs = await takeTurns(turnMilliseconds);
    cpu.push(new Map(costs.map(([name, { cpuMicroseconds }]) => [name, cpuMicroseconds])));
    wall.push(new Map(costs.map(([name, { wallMicroseconds }]) => [name, wallMicroseconds])));
  }
  return { cpu: compare(cpu, "bare ky"), wall: compare(wall, "bare ky") };
};
