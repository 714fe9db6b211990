import { user } from "./answers.ts";
import { candidates, type CandidateName, type Target } from "./candidates.ts";
import { median } from "./statistics.ts";

// Runs one client in a process of its own, so that clients share no garbage, compiled code or connections.

/** What the process is asked to do: a number of calls at once, repeated for some time. */
export interface Turn {
  readonly call: "getUser" | "getPage";
  readonly atOnce: number;
  /** At least one repetition, then more until this time has passed. */
  readonly milliseconds: number;
}

export interface TurnCost {
  /** CPU of one call, user and system, of all threads. */
  readonly cpuMicroseconds: number;
  /** Median time until all calls at once had their results. */
  readonly wallMicroseconds: number;
  /** Most memory that the process has held since its start. */
  readonly peakBytes: number;
}

const [name, baseUrl] = process.argv.slice(2) as [CandidateName, string | undefined];

const stubbedFetch: Target = {
  baseUrl: "http://127.0.0.1:9",
  fetch: () =>
    Promise.resolve(new Response(user, { headers: { "content-type": "application/json" } })),
};

const calls = await candidates[name](baseUrl === undefined ? stubbedFetch : { baseUrl });

const take = async ({ call, atOnce, milliseconds }: Turn): Promise<TurnCost> => {
  const walls: Array<number> = [];
  const begin = performance.now();
  const cpu = process.cpuUsage();
  let end = begin;
  do {
    const start = end;
    await Promise.all(Array.from({ length: atOnce }, calls[call]));
    end = performance.now();
    walls.push((end - start) * 1000);
  } while (end - begin < milliseconds);
  const { user, system } = process.cpuUsage(cpu);
  return {
    cpuMicroseconds: (user + system) / (walls.length * atOnce),
    wallMicroseconds: median(walls),
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
};

process.on("message", (turn: Turn) => {
  void take(turn).then((cost) => process.send?.(cost));
});
process.once("disconnect", () => process.exit());
process.send?.("ready");
