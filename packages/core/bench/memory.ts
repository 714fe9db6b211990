import type { CandidateName } from "./candidates.ts";
import { startWorker } from "./processes.ts";
import { compare, type Measured, type Round } from "./statistics.ts";

/** Peak memory of a process that makes 10,000 calls at once, each time a new process. */
export const measureMemory = async (
  names: ReadonlyArray<CandidateName>,
  serverUrl: string,
  rounds: number,
): Promise<ReadonlyMap<CandidateName, Measured>> => {
  const measured: Array<Round<CandidateName>> = [];
  for (let round = 0; round < rounds; round += 1) {
    const peaks = new Map<CandidateName, number>();
    for (const name of names) {
      using worker = await startWorker(name, serverUrl);
      const { peakBytes } = await worker.take({ call: "getUser", atOnce: 10_000, milliseconds: 0 });
      peaks.set(name, peakBytes);
    }
    measured.push(peaks);
  }
  return compare(measured, "raw fetch");
};
