import * as Effect from "effect/Effect";
import { type CompiledQuery, type Expression, sql } from "kysely";
import type { Queries } from "./database.ts";
import type { DatabaseKind } from "./databaseKind.ts";

/** A parameter in a compiled query. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

interface Compiled {
  readonly query: CompiledQuery;
  /** The parameter at each position: its name, or a constant of the query. */
  readonly positions: ReadonlyArray<unknown>;
}

/** The parameters of a statement as expressions of its query. */
type Parameters<P> = { readonly [Name in keyof P]: Expression<P[Name]> };

interface Compilable<Row> {
  readonly compile: () => CompiledQuery<Row>;
}

/** A query that is compiled once for each database. */
export interface Statement<P, Row> {
  /** Runs it. A failure is a defect, because callers of the API cannot handle it. */
  readonly all: (
    database: StatementDatabase,
    values: P,
    queries?: Queries,
  ) => Effect.Effect<ReadonlyArray<Row>>;
  /** The first row, if any. */
  readonly first: (
    database: StatementDatabase,
    values: P,
    queries?: Queries,
  ) => Effect.Effect<Row | undefined>;
  /** Runs one that writes, outside of transactions. The first row, if any. */
  readonly write: (database: StatementDatabase, values: P) => Effect.Effect<Row | undefined>;
}

/** What a statement needs of a database. */
interface StatementDatabase {
  readonly queries: Queries;
  readonly kind: DatabaseKind;
}

/**
 * Makes a statement from a query with named parameters. Building and compiling a query costs more
 * than running it, so queries of frequent calls are statements.
 *
 * @example
 * ```ts
 * const findTags = statement<{ userId: number }, { tag: string }>(["userId"], (queries, { userId }) =>
 *   queries.selectFrom("user_tags").select("tag").where("user_id", "=", userId),
 * );
 * findTags.all(database, { userId: 42 });
 * ```
 */
export const statement = <P extends object, Row>(
  names: ReadonlyArray<keyof P & string>,
  build: (queries: Queries, parameters: Parameters<P>, kind: DatabaseKind) => Compilable<Row>,
): Statement<P, Row> => {
  // Every name of P is listed: a missing one would fail in `build`.
  const parameters = Object.fromEntries(
    names.map((name) => [name, sql.val(new Placeholder(name))]),
  ) as unknown as Parameters<P>;
  const compiled = new WeakMap<DatabaseKind, Compiled>();

  const compile = (queries: Queries, kind: DatabaseKind): Compiled => {
    const query = build(queries, parameters, kind).compile();
    kind.keepPrepared(query.sql);
    return { query, positions: query.parameters };
  };
  const compiledFor = (queries: Queries, kind: DatabaseKind): Compiled => {
    // A plugin may transform each query differently.
    if (queries.getExecutor().plugins.length > 0) return compile(queries, kind);
    let known = compiled.get(kind);
    if (known === undefined) {
      known = compile(queries, kind);
      compiled.set(kind, known);
    }
    return known;
  };
  const bind = ({ query, positions }: Compiled, values: P): CompiledQuery<Row> => {
    const parameters = positions.map((part) =>
      part instanceof Placeholder ? Reflect.get(values, part.name) : part,
    );
    return { ...query, parameters };
  };
  const rows = (
    { queries: outside, kind }: StatementDatabase,
    values: P,
    queries: Queries = outside,
  ): ReadonlyArray<Row> | Promise<ReadonlyArray<Row>> => {
    const bound = bind(compiledFor(queries, kind), values);
    const executor = queries.getExecutor();
    const isPlain = queries === outside && executor.plugins.length === 0;
    const result = (isPlain ? kind.execute(bound) : undefined) ?? executor.executeQuery(bound);
    return result instanceof Promise ? result.then((found) => found.rows) : result.rows;
  };
  const write = async (database: StatementDatabase, values: P): Promise<Row | undefined> => {
    const { queries, kind } = database;
    const isPlain = queries.getExecutor().plugins.length === 0;
    const bound = bind(compiledFor(queries, kind), values);
    const written = isPlain ? await kind.executeWrite?.(bound) : undefined;
    const [row] = written?.rows ?? (await rows(database, values));
    return row;
  };
  return {
    write: (...given) => Effect.promise(() => write(...given)),
    all: (...given) =>
      Effect.suspend(() => {
        const found = rows(...given);
        return found instanceof Promise ? Effect.promise(() => found) : Effect.succeed(found);
      }),
    first: (...given) =>
      Effect.suspend(() => {
        const found = rows(...given);
        return found instanceof Promise
          ? Effect.promise(() => found.then(([row]) => row))
          : Effect.succeed(found[0]);
      }),
  };
};
