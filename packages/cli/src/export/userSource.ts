import { type ListSource, readAllUsers } from "@knetik-users/core/bulk";
import type { UserFilter, UsersClient, UserSearch, UserSummary } from "@knetik-users/core";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";

/** `ids` asks for every id, `pages` reads page after page. */
export type Method = "ids" | "pages";

/** A range of ids that one request asks for. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** The state of the API at the start of an export. */
export interface Extent {
  readonly method: Method;
  /** Highest id. */
  readonly maxId: number;
  /** Users found by the search; above 10,000 it may be a lower bound. */
  readonly total: number | undefined;
  /** `true` if the API shows private fields to this account. */
  readonly seesPrivate: boolean;
}

interface Source extends ListSource {
  readonly client: UsersClient;
}

/** With more users than this, `totalElements` may be a lower bound, and the API may refuse later pages. */
const reliablePages = 10_000;
/** Pages are read if ids would take this many times as many requests. */
const sparse = 4;

/** Asks for every id only if the result is in the order of ids and not limited to some. */
const allowsIds = ({ filter, order = [] }: UserSearch): boolean =>
  filter?.ids === undefined &&
  (order.length === 0 ||
    (order.length === 1 && order[0]?.property === "id" && order[0].direction !== "DESC"));

export const measureExtent = async (
  { client, search, size, patience, signal }: Source,
  method: Method | undefined,
): Promise<Extent> => {
  const found = await patience.repeat(() =>
    client.getUsers({ ...search, size: 1, page: 1 }, { signal }),
  );
  const newest = await patience.repeat(() =>
    client.getUsers({ size: 1, order: [{ property: "id", direction: "DESC" }] }, { signal }),
  );
  const total = found.totalElements;
  const maxId = newest.content[0]?.id ?? 0;
  if (method === "ids" && !allowsIds(search)) {
    throw new CliError("--method ids allows neither --order nor the filter ids.", {
      exitCode: exitCodes.usage,
    });
  }
  const isSparse = total !== undefined && total <= reliablePages && maxId > sparse * total + size;
  return {
    method: method ?? (allowsIds(search) && !isSparse ? "ids" : "pages"),
    maxId,
    total,
    seesPrivate: newest.content.every(({ username }) => username !== undefined),
  };
};

/** The ranges from the first id to the highest. */
export function* idRanges(from: number, maxId: number, size: number): Generator<IdRange> {
  for (let first = from; first <= maxId; first += size) {
    yield { first, last: Math.min(maxId, first + size - 1) };
  }
}

const idsOf = ({ first, last }: IdRange) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/**
 * The users of a range that match the search, in the order of their ids. The answer does not depend on
 * other users, so a change of theirs cannot move a row out of it, as it can with pages.
 */
export const readRange = async (
  source: Source,
  range: IdRange,
): Promise<ReadonlyArray<UserSummary>> => {
  const { client, search, patience, signal } = source;
  const filter: UserFilter = { ...search.filter, ids: idsOf(range) };
  const page = await patience.repeat(() =>
    client.getUsers({ filter, size: range.last - range.first + 1, page: 1 }, { signal }),
  );
  if (page.content.some(({ id }) => id < range.first || id > range.last)) {
    throw new CliError("The API does not search by ids: it returned other users.", {
      exitCode: exitCodes.unavailable,
      hint: "Pass --method pages.",
    });
  }
  // An API that returns fewer rows per page than it was asked for.
  if (page.last === false && range.last > range.first) {
    const middle = Math.floor((range.first + range.last) / 2);
    return [
      ...(await readRange(source, { first: range.first, last: middle })),
      ...(await readRange(source, { first: middle + 1, last: range.last })),
    ];
  }
  return [...page.content].sort((one, other) => one.id - other.id);
};

/** The users of the search page by page, in chunks, without those seen before. */
export async function* readPages(
  source: Source,
  pagesInFlight: number,
  isSeen: (id: number) => boolean,
): AsyncGenerator<ReadonlyArray<UserSummary>> {
  let chunk: Array<UserSummary> = [];
  for await (const row of readAllUsers(source, pagesInFlight, isSeen)) {
    chunk.push(row);
    if (chunk.length < source.size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
