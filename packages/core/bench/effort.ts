import type { CallEffort } from "./calls.ts";
import type { CandidateName } from "./candidates.ts";

/** Which clients a run measures, and how often. */
export interface Effort {
  readonly clients: ReadonlyArray<CandidateName>;
  readonly calls: CallEffort;
  readonly importRounds: number;
  readonly memoryRounds: number;
  readonly memoryClients: ReadonlyArray<CandidateName>;
}

const users = ["raw fetch", "bare ky", "ours", "official SDK"] as const;
const everyone = [...users, "openai", "stripe", "@octokit/rest", "openapi-fetch"] as const;

/** About five minutes, for numbers to publish. */
export const thorough: Effort = {
  clients: everyone,
  calls: { rounds: 11, warmupMilliseconds: 2000, turnMilliseconds: 250 },
  importRounds: 15,
  memoryRounds: 3,
  memoryClients: everyone,
};

/** Below a minute, to see what a change does. */
export const quick: Effort = {
  clients: users,
  calls: { rounds: 5, warmupMilliseconds: 800, turnMilliseconds: 100 },
  importRounds: 9,
  memoryRounds: 1,
  memoryClients: ["raw fetch", "ours"],
};
