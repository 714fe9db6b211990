import type { UsersClient, UserSummary } from "@knetik-users/core";
import type { PlainTextKey } from "../language/t.ts";

export type BulkActionName = "tag" | "untag" | "reset";

type Client = Pick<UsersClient, "addUserTag" | "removeUserTag" | "startPasswordReset">;

/** An action on each selected user. */
export interface BulkAction {
  readonly text: PlainTextKey;
  /** It needs a tag, and is skipped for users that have it, or have it not. */
  readonly tagged?: "with" | "without";
  readonly act: (
    client: Client,
    user: UserSummary,
    tag: string,
    signal: AbortSignal,
  ) => Promise<unknown>;
  /** The action that undoes it. */
  readonly undo?: BulkActionName;
}

export const bulkActions: { readonly [Name in BulkActionName]: BulkAction } = {
  tag: {
    text: "bulk.action.tag",
    tagged: "without",
    act: (client, { id }, tag, signal) => client.addUserTag(id, tag, { signal }),
    undo: "untag",
  },
  untag: {
    text: "bulk.action.untag",
    tagged: "with",
    act: (client, { id }, tag, signal) => client.removeUserTag(id, tag, { signal }),
    undo: "tag",
  },
  reset: {
    text: "bulk.action.reset",
    act: (client, { id }, _, signal) => client.startPasswordReset(id, { signal }),
  },
};

/** Ids per request: those of ten digits make an address of 1.1 KB. */
const batch = 100;

/** The ids of the users who have a tag. */
export const idsWithTag = async (
  client: Pick<UsersClient, "getUsers">,
  ids: ReadonlyArray<number>,
  tag: string,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> => {
  const found = new Set<number>();
  for (let start = 0; start < ids.length; start += batch) {
    const page = await client.getUsers(
      { filter: { tag, ids: ids.slice(start, start + batch) }, size: batch },
      { signal },
    );
    for (const { id } of page.content) found.add(id);
  }
  return found;
};
