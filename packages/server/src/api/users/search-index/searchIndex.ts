import type { Database } from "../../../database/database.ts";
import type { DatabaseKind } from "../../../database/databaseKind.ts";
import type { Filter, SearchColumn } from "../userFilters.ts";
import type { Window } from "../pageQueries.ts";
import type { IdSet } from "./idSet.ts";
import { IdTooLarge, keepMatches, keepOrder, type KeptValue } from "./keptValue.ts";
import { pageOf, type UserOrder } from "./userOrder.ts";

/** Above this number of changed users, reading everything again is faster. */
const maxRepairs = 2_000;
/** Reads again at most so often while others write. */
const maxReads = 4;

/** Limits of the memory and of the work. */
interface IndexLimits {
  readonly bytes: number;
  /** Orders and sets of matches, which need some memory besides their bytes. */
  readonly values: number;
  /** Rows that are read at once. */
  readonly chunk: number;
}

/** Eight orders of a million users take 32 MB, and a filter a thirty-second of one order. */
const defaultLimits: IndexLimits = { bytes: 67_108_864, values: 1_000, chunk: 10_000 };

/** Runs one task after another. */
class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => {});
    return result;
  }
}

/** The order of a list by one column. */
export interface SingleOrder {
  readonly column: SearchColumn;
  readonly descending: boolean;
}

/** A page and the number of all matches. */
interface IndexedPage {
  readonly ids: ReadonlyArray<number>;
  readonly total: number;
}

/**
 * Orders and matches of the users in memory, for pages and totals that the database would take long
 * to find. Always exact: before each use, the users that have changed since are read from the
 * database's change log and put in their places.
 */
export class SearchIndex {
  readonly #database: Database;
  readonly #limits: IndexLimits;
  readonly #orders = new Map<string, KeptValue<UserOrder>>();
  readonly #matches = new Map<string, KeptValue<IdSet>>();
  #uses = 0;
  readonly #reading = new Turns();
  readonly #answering = new Turns();

  constructor(database: Database, limits: IndexLimits = defaultLimits) {
    this.#database = database;
    this.#limits = limits;
  }

  /** Whether the matches of each filter are kept, and were more than `least` at the last use. */
  keeps(filters: ReadonlyArray<Filter>, least: number): boolean {
    return filters.every(({ key }) => (this.#matches.get(key)?.value()?.size ?? 0) > least);
  }

  /** The filters whose matches have to be read first. */
  unread(filters: ReadonlyArray<Filter>): ReadonlyArray<Filter> {
    return filters.filter(({ key }) => this.#matches.get(key)?.value() === undefined);
  }

  /** The number of users that match all filters; `undefined` if there are too many users. */
  async count(filters: ReadonlyArray<Filter>): Promise<number | undefined> {
    return this.#use(filters, undefined, (matches) => matches?.size);
  }

  /** A page of the users that match all filters; `undefined` if there are too many users. */
  async find(
    filters: ReadonlyArray<Filter>,
    { column, descending }: SingleOrder,
    window: Window,
  ): Promise<IndexedPage | undefined> {
    return this.#use(filters, column, (matches, order) => {
      if (order === undefined) return undefined;
      const total = matches?.size ?? order.present.length + order.missing.length;
      return { ids: pageOf(order, descending, matches, total, window), total };
    });
  }

  /**
   * Reads what is missing, and then brings everything to the same version. Either is done for one
   * search at a time, because both are expensive; a search that has to read does not keep others
   * waiting. `undefined` if there are too many users, or too many changes.
   */
  async #use<Result>(
    filters: ReadonlyArray<Filter>,
    column: SearchColumn | undefined,
    answer: (matches: IdSet | undefined, order: UserOrder | undefined) => Result,
  ): Promise<Result | undefined> {
    for (let reads = 0; reads < maxReads; reads += 1) {
      const sets = filters.map((filter) =>
        this.#keep(this.#matches, filter.key, () =>
          keepMatches(this.#database, filter, this.#limits.chunk),
        ),
      );
      const order =
        column === undefined
          ? undefined
          : this.#keep(this.#orders, column, () =>
              keepOrder(this.#database, column, this.#limits.chunk),
            );
      const values = [...sets, ...(order === undefined ? [] : [order])];
      if (values.some(({ version }) => version === undefined)) {
        if (!(await this.#reading.take(() => this.#readMissing(values)))) return undefined;
      }
      const found = await this.#answering.take(async () => {
        if (!this.#makeRoom(values)) return { result: undefined };
        if (!(await this.#update(values))) return undefined;
        const [first, ...others] = sets.flatMap((set) => set.value() ?? []);
        const matches = others.reduce<IdSet | undefined>((both, set) => both?.and(set), first);
        return { result: answer(matches, order?.value()) };
      });
      if (found !== undefined) return found.result;
    }
    return undefined;
  }

  #keep<Value>(
    kept: Map<string, KeptValue<Value>>,
    key: string,
    make: () => KeptValue<Value>,
  ): KeptValue<Value> {
    const value = kept.get(key) ?? make();
    kept.set(key, value);
    value.usedAt = this.#uses += 1;
    return value;
  }

  /** `false` if a value would be too large. */
  async #readMissing(values: ReadonlyArray<KeptValue<unknown>>): Promise<boolean> {
    const { queries, kind } = this.#database;
    try {
      for (const value of values) {
        if (value.version !== undefined) continue;
        const { version } = await kind.changes.since(queries, undefined);
        await value.read();
        value.version = version;
      }
    } catch (error) {
      if (error instanceof IdTooLarge) return false;
      throw error;
    }
    return true;
  }

  /** Brings all values to the same version. `false` if one of them has to be read again. */
  async #update(values: ReadonlyArray<KeptValue<unknown>>): Promise<boolean> {
    // Another search may not have been able to repair it.
    if (values.some(({ version }) => version === undefined)) return false;
    return (await this.#isCurrent(values)) || (await this.#repair(values));
  }

  /** Drops what was not used for the longest time. */
  #makeRoom(used: ReadonlyArray<KeptValue<unknown>>): boolean {
    const bytesOf = (values: ReadonlyArray<KeptValue<unknown>>) =>
      values.reduce((bytes, value) => bytes + value.bytes(), 0);
    if (bytesOf(used) > this.#limits.bytes) {
      for (const value of used) this.#drop(value);
      return false;
    }
    const all = [...this.#orders.values(), ...this.#matches.values()];
    let bytes = bytesOf(all);
    let count = all.length;
    const fits = () => bytes <= this.#limits.bytes && count <= this.#limits.values;
    if (fits()) return true;
    for (const value of all.sort((one, other) => one.usedAt - other.usedAt)) {
      if (fits()) break;
      if (used.includes(value)) continue;
      bytes -= value.bytes();
      count -= 1;
      this.#drop(value);
    }
    return true;
  }

  #drop(dropped: KeptValue<unknown>): void {
    for (const kept of [this.#orders, this.#matches]) {
      for (const [key, value] of kept) if (value === dropped) kept.delete(key);
    }
  }

  /** Checks that nothing has changed, without a transaction. */
  async #isCurrent(values: ReadonlyArray<KeptValue<unknown>>): Promise<boolean> {
    const [version, ...others] = new Set(values.map((value) => value.version));
    if (version === undefined || others.length > 0) return false;
    const { queries, kind } = this.#database;
    const changes = await kind.changes.since(queries, version);
    if (changes.userIds?.length !== 0) return false;
    for (const value of values) value.version = changes.version;
    return true;
  }

  /** Puts changed users in their places. `false` if something has to be read again. */
  async #repair(values: ReadonlyArray<KeptValue<unknown>>): Promise<boolean> {
    const { queries, kind } = this.#database;
    return queries
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (snapshot) => {
        let isComplete = true;
        for (const value of values) {
          const { version, userIds } = await kind.changes.since(snapshot, value.version);
          const isRepaired =
            userIds !== undefined &&
            userIds.length <= maxRepairs &&
            (userIds.length === 0 || (await value.repair(snapshot, userIds)));
          value.version = isRepaired ? version : undefined;
          isComplete &&= isRepaired;
        }
        return isComplete;
      });
  }
}

const indexes = new WeakMap<DatabaseKind, SearchIndex>();

/** The search index of a database. */
export const searchIndexOf = (database: Database): SearchIndex => {
  let index = indexes.get(database.kind);
  if (index === undefined) {
    index = new SearchIndex(database);
    indexes.set(database.kind, index);
  }
  return index;
};
