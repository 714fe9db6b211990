import { setImmediate } from "node:timers";
import { CompiledQuery, type QueryResult } from "kysely";

/** What a group needs of the connection. */
interface GroupConnection {
  /** Runs a statement at once; `undefined` if the connection or the lock is not free. */
  readonly executeNow: (query: CompiledQuery) => QueryResult<unknown> | undefined;
  readonly isInTransaction: () => boolean;
}

interface Waiting {
  readonly query: CompiledQuery;
  readonly resolve: (result: QueryResult<unknown> | undefined) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly result: QueryResult<unknown> | undefined } | { readonly error: unknown };

const begin = CompiledQuery.raw("begin immediate");
const commit = CompiledQuery.raw("commit");
const rollback = CompiledQuery.raw("rollback");

/**
 * Commits the statements of one turn of the event loop together. A commit waits for the disk, and
 * the whole process with it, so that a commit for each would limit the writes of all callers.
 * Each statement succeeds or fails on its own.
 */
export class SqliteWriteGroup {
  readonly #connection: GroupConnection;
  #waiting: Array<Waiting> = [];

  constructor(connection: GroupConnection) {
    this.#connection = connection;
  }

  /** The result after the commit; `undefined` if the statement did not run and has to wait its turn. */
  add(query: CompiledQuery): Promise<QueryResult<unknown> | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ query, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    try {
      const outcomes = this.#run(group.map(({ query }) => query));
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = outcomes?.[index];
        if (outcome !== undefined && "error" in outcome) reject(outcome.error);
        else resolve(outcome?.result);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  /** Throws if nothing was committed; `undefined` if nothing was run. */
  #run(queries: ReadonlyArray<CompiledQuery>): ReadonlyArray<Outcome> | undefined {
    const { executeNow, isInTransaction } = this.#connection;
    if (executeNow(begin) === undefined) return undefined;
    const outcomes: Array<Outcome> = [];
    try {
      for (const query of queries) {
        try {
          outcomes.push({ result: executeNow(query) });
        } catch (error) {
          // A full disk, for example, ends the transaction, and with it the statements before.
          if (!isInTransaction()) throw error;
          outcomes.push({ error });
        }
      }
      if (executeNow(commit) !== undefined) return outcomes;
    } catch (error) {
      if (isInTransaction()) executeNow(rollback);
      throw error;
    }
    executeNow(rollback);
    return undefined;
  }
}
