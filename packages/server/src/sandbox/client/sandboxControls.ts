import { type Call, makeCall, type SandboxTarget } from "./callControl.ts";
import { type ClockControls, clockControls } from "./clockClient.ts";
import { type FaultControls, faultControls } from "./faultClient.ts";
import { type MailControls, mailControls } from "./mailClient.ts";
import type {
  SandboxPopulation,
  SandboxRequest,
  SandboxRequestFilter,
  SandboxSnapshot,
} from "./sandboxTypes.ts";
import {
  populationFromWire,
  requestFromWire,
  snapshotFromWire,
  type WirePopulation,
  type WireRequest,
  type WireSnapshot,
} from "./sandboxWire.ts";

/** A snapshot that can be put back. */
export interface RestorableSnapshot extends SandboxSnapshot {
  /** Puts the database and the clock back to how they were. Any number of times. */
  readonly restore: () => Promise<void>;
}

/** The controls of a sandbox. Each method fails with a `SandboxError` that says what is wrong. */
export interface SandboxControls {
  /** Back to the state after seeding: people, clock, mail, faults and the log of requests. */
  readonly reset: () => Promise<SandboxPopulation>;
  /** The same with other people. What is left out stays; `seed: null` is for those of every sandbox. */
  readonly seed: (population: {
    readonly seed?: number | null | undefined;
    readonly users?: number | undefined;
  }) => Promise<SandboxPopulation>;
  /** Keeps the whole database, and how the clock is set. */
  readonly snapshot: (name?: string) => Promise<RestorableSnapshot>;
  /** Puts back a snapshot that has this name. */
  readonly restore: (name: string) => Promise<void>;
  /** The snapshots that there are, the oldest first. */
  readonly snapshots: () => Promise<ReadonlyArray<RestorableSnapshot>>;
  readonly clock: ClockControls;
  readonly mail: MailControls;
  readonly faults: FaultControls;
  /** What came in, the newest last. */
  readonly requests: (filter?: SandboxRequestFilter) => Promise<ReadonlyArray<SandboxRequest>>;
  readonly clearRequests: () => Promise<void>;
}

const requestControls = (call: Call) => ({
  requests: async ({ requestId, ...filter }: SandboxRequestFilter = {}) => {
    const query = { ...filter, request_id: requestId };
    const requests = (await call("GET", "/requests", { query })) as ReadonlyArray<WireRequest>;
    return requests.map(requestFromWire);
  },
  clearRequests: async () => {
    await call("DELETE", "/requests");
  },
});

const snapshotControls = (call: Call) => {
  const restorable = (wire: WireSnapshot): RestorableSnapshot => ({
    ...snapshotFromWire(wire),
    restore: async () => {
      await call("POST", "/restore", { body: { id: wire.id } });
    },
  });
  return {
    snapshot: async (name?: string) =>
      restorable((await call("POST", "/snapshot", { body: { name } })) as WireSnapshot),
    restore: async (name: string) => {
      await call("POST", "/restore", { body: { name } });
    },
    snapshots: async () =>
      ((await call("GET", "/snapshots")) as ReadonlyArray<WireSnapshot>).map(restorable),
  };
};

/**
 * Controls a sandbox from a test: at its address, or in this process.
 *
 * @example
 * ```ts
 * import { createServer } from "@knetik-users/server";
 * import { sandboxControls } from "@knetik-users/server/sandbox";
 *
 * await using server = await createServer({ sandbox: true });
 * const sandbox = sandboxControls(server);
 * await sandbox.faults.next("getUser", { status: 503, retryAfter: 1 });
 * await sandbox.clock.advance(3_600);
 * ```
 */
export const sandboxControls = (target: SandboxTarget): SandboxControls => {
  const call = makeCall(target);
  const population = async (path: string, body = {}) =>
    populationFromWire((await call("POST", path, { body })) as WirePopulation);
  return {
    reset: () => population("/reset"),
    seed: (given) => population("/seed", given),
    ...snapshotControls(call),
    clock: clockControls(call),
    mail: mailControls(call),
    faults: faultControls(call),
    ...requestControls(call),
  };
};
