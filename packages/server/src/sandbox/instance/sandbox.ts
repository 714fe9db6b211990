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

/** A database with sample data that can be reset and restored, and the other parts of a sandbox. */
export interface Sandbox {
  readonly database: Database;
  readonly clock: SandboxClock;
  readonly faults: FaultRules;
  readonly recorder: Recorder;
  readonly snapshots: Snapshots;
  readonly population: () => Population;
  /** Recreates the data, with the same or other users, and clears faults and the request log. */
  readonly reset: (seeding?: Pick<Population, "seed" | "users">) => Promise<void>;
  /** The setting is stored in the database, so a snapshot includes it. */
  readonly setClock: (setting: ClockSetting) => Promise<void>;
  readonly contents: () => Promise<Contents>;
  readonly restore: (contents: Contents) => Promise<void>;
}

/** Opens a database as a sandbox. Seeds an empty one, and fails for one that is in use. */
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
        // If several processes start at once, one of them seeds it.
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
