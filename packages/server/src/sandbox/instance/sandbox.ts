import * as Effect from "effect/Effect";
import { type Database, advisoryLock, transaction } from "../../database/database.ts";
import { type ClockSetting, makeClock, type SandboxClock } from "../state/sandboxClock.ts";
import {
  type Contents,
  readContents,
  removeContents,
  replaceContents,
} from "../state/databaseContents.ts";
import { type FaultRules, makeFaultRules } from "../fault-injection/faultRules.ts";
import type { HashCost } from "../../api/password-hashing/passwordHash.ts";
import {
  requireEmptyDatabase,
  type SandboxMetadata,
  readMetadata,
  writeMetadata,
} from "../state/sandboxMetadata.ts";
import { fixedReference, type Population } from "../sample-data/sampleUsers.ts";
import { makeRecorder, type Recorder } from "../requests/requestRecorder.ts";
import { seedDatabase, passwordHashes } from "../sample-data/seedDatabase.ts";
import { makeSnapshots, type Snapshots } from "../state/snapshotStore.ts";

/** A database that may be filled, changed and put back, and what else there is to a sandbox. */
export interface Sandbox {
  readonly database: Database;
  readonly clock: SandboxClock;
  readonly faults: FaultRules;
  readonly recorder: Recorder;
  readonly snapshots: Snapshots;
  readonly population: () => Population;
  /** Makes the database anew, with the people of before or others. Faults and the log end. */
  readonly reset: (seeding?: Pick<Population, "seed" | "users">) => Promise<void>;
  /** The clock is a part of the database: a snapshot holds how it was set. */
  readonly setClock: (setting: ClockSetting) => Promise<void>;
  readonly contents: () => Promise<Contents>;
  readonly restore: (contents: Contents) => Promise<void>;
}

/** Opens a database as a sandbox: fills it if it is empty, and refuses one that is in use. */
export const openSandbox = async (
  database: Database,
  seeding: Pick<Population, "seed" | "users">,
  outside: () => number,
  cost: HashCost,
): Promise<Sandbox> => {
  const clock = makeClock(outside);
  const referenceOf = (seed: number | null) => (seed === null ? fixedReference : outside());
  await passwordHashes(cost);
  let mark: SandboxMetadata = await Effect.runPromise(
    transaction(
      database,
      Effect.fnUntraced(function* (queries) {
        // Of several that start at once one fills it.
        yield* advisoryLock(database, queries, ["sandbox"]);
        const found = yield* readMetadata(queries);
        if (found !== undefined) return found;
        yield* requireEmptyDatabase(queries);
        const population = { ...seeding, reference: referenceOf(seeding.seed) };
        return yield* seedDatabase(database, queries, population, cost);
      }),
    ),
  );
  clock.apply(mark.clock);

  const faults = makeFaultRules(() => mark.seed);
  const recorder = makeRecorder();
  return {
    database,
    clock,
    faults,
    recorder,
    snapshots: makeSnapshots(),
    population: () => mark,
    reset: async (given) => {
      const population =
        given === undefined ? mark : { ...given, reference: referenceOf(given.seed) };
      mark = await Effect.runPromise(
        transaction(
          database,
          Effect.fnUntraced(function* (queries) {
            yield* Effect.promise(() => removeContents(queries));
            return yield* seedDatabase(database, queries, population, cost);
          }),
        ),
      );
      clock.apply(mark.clock);
      faults.clear();
      recorder.clear();
    },
    setClock: async (setting) => {
      const next = { ...mark, clock: setting };
      await Effect.runPromise(writeMetadata(database.queries, next));
      mark = next;
      clock.apply(setting);
    },
    contents: () => readContents(database.queries),
    restore: async (contents) => {
      const restored = await Effect.runPromise(
        transaction(
          database,
          Effect.fnUntraced(function* (queries) {
            yield* Effect.promise(() => replaceContents(database, queries, contents));
            return yield* readMetadata(queries);
          }),
        ),
      );
      mark = restored ?? mark;
      clock.apply(mark.clock);
    },
  };
};
