import * as Effect from "effect/Effect";
import { type Database, holdTexts, transaction } from "../database/database.ts";
import { type ClockSetting, makeClock, type SandboxClock } from "./clock.ts";
import { type Contents, readContents, removeContents, replaceContents } from "./contents.ts";
import { type FaultRules, makeFaultRules } from "./faults/rules.ts";
import type { HashCost } from "../passwords/hash.ts";
import { demandEmpty, type Mark, readMark, writeMark } from "./mark.ts";
import { fixedReference, type Population } from "./people.ts";
import { makeRecorder, type Recorder } from "./requests/recorder.ts";
import { fill, passwordHashes } from "./seed.ts";
import { makeSnapshots, type Snapshots } from "./snapshots.ts";

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
  let mark: Mark = await Effect.runPromise(
    transaction(
      database,
      Effect.fnUntraced(function* (queries) {
        // Of several that start at once one fills it.
        yield* holdTexts(database, queries, ["sandbox"]);
        const found = yield* readMark(queries);
        if (found !== undefined) return found;
        yield* demandEmpty(queries);
        const population = { ...seeding, reference: referenceOf(seeding.seed) };
        return yield* fill(database, queries, population, cost);
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
            return yield* fill(database, queries, population, cost);
          }),
        ),
      );
      clock.apply(mark.clock);
      faults.clear();
      recorder.clear();
    },
    setClock: async (setting) => {
      const next = { ...mark, clock: setting };
      await Effect.runPromise(writeMark(database.queries, next));
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
            return yield* readMark(queries);
          }),
        ),
      );
      mark = restored ?? mark;
      clock.apply(mark.clock);
    },
  };
};
