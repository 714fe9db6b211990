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

/** A snapshot that can be restored. */
export interface RestorableSnapshot extends SandboxSnapshot {
  /** Restores the database and the clock. Can be called repeatedly. */
  readonly restore: () => Promise<void>;
}

/** Controls of a sandbox. Methods reject with a {@link SandboxError}. */
export interface SandboxControls {
  /** Resets users, clock, mail, faults and the request log to the state after seeding. */
  readonly reset: () => Promise<SandboxPopulation>;
  /** Resets with other users. Omitted values stay; `seed: null` selects the default users. */
  readonly seed: (population: {
    readonly seed?: number | null | undefined;
    readonly users?: number | undefined;
  }) => Promise<SandboxPopulation>;
  /** Takes a snapshot of the database and the clock. */
  readonly snapshot: (name?: string) => Promise<RestorableSnapshot>;
  /** Restores a snapshot by name. */
  readonly restore: (name: string) => Promise<void>;
  /** Lists snapshots, oldest first. */
  readonly snapshots: () => Promise<ReadonlyArray<RestorableSnapshot>>;
  readonly clock: ClockControls;
  readonly mail: MailControls;
  readonly faults: FaultControls;
  /** Lists recorded requests, newest last. */
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
 * Controls a sandbox from a test, by its base URL or in process.
 *
 * @example
 * ```ts
 * import { createServer } from "@knetik-users/server";
 * import { sandboxControls } from "@knetik-users/server/sandbox";
 *
 * await using server = await createServer({ sandbox: true }); const sandbox =
 * sandboxControls(server); await sandbox.faults.next("getUser", { status: 503, retryAfter: 1 });
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
