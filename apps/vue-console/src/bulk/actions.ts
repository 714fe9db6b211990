import type { UsersClient, UserSummary } from "@knetik-users/core";
import type { AdminClient } from "../administration/adminClient.ts";
import type { PlainTextKey } from "../language/t.ts";

export type BulkActionName = "tag" | "untag" | "reset" | "disable" | "enable";

type Client = Pick<
  AdminClient,
  | "addUserTag"
  | "removeUserTag"
  | "startPasswordReset"
  | "getAccount"
  | "disableUser"
  | "enableUser"
>;

/** What an action needs besides the user. */
export interface BulkContext {
  readonly tag: string;
  readonly signal: AbortSignal;
  /** Users to whom a change was sent whose response may have been lost. */
  readonly sent: Set<number>;
}

/** The result of an action that had nothing to do. */
export const unchanged = "unchanged";

/** An action on each selected user. */
export interface BulkAction {
  readonly text: PlainTextKey;
  /** It needs a tag, and is skipped for users that have it, or have it not. */
  readonly tagged?: "with" | "without";
  /** Returns `unchanged` if there was nothing to do. */
  readonly act: (client: Client, user: UserSummary, context: BulkContext) => Promise<unknown>;
  /** Needs the endpoints for administration. */
  readonly isAdministration?: true;
  /** Cannot be done to the own account. */
  readonly isForOthers?: true;
  /** The action that undoes it. */
  readonly undo?: BulkActionName;
}

/** Disables or enables a user, unless it is already: undoing must not change that. */
const setEnabled = async (
  client: Client,
  { id }: UserSummary,
  isEnabled: boolean,
  { signal, sent }: BulkContext,
): Promise<unknown> => {
  if (!sent.has(id)) {
    const { disabledDate } = await client.getAccount(id, { signal });
    if ((disabledDate === undefined) === isEnabled) return unchanged;
    sent.add(id);
  }
  return isEnabled ? client.enableUser(id, { signal }) : client.disableUser(id, { signal });
};

export const bulkActions: { readonly [Name in BulkActionName]: BulkAction } = {
  tag: {
    text: "bulk.action.tag",
    tagged: "without",
    act: (client, { id }, { tag, signal }) => client.addUserTag(id, tag, { signal }),
    undo: "untag",
  },
  untag: {
    text: "bulk.action.untag",
    tagged: "with",
    act: (client, { id }, { tag, signal }) => client.removeUserTag(id, tag, { signal }),
    undo: "tag",
  },
  reset: {
    text: "bulk.action.reset",
    act: (client, { id }, { signal }) => client.startPasswordReset(id, { signal }),
  },
  disable: {
    text: "bulk.action.disable",
    isAdministration: true,
    isForOthers: true,
    act: (client, user, context) => setEnabled(client, user, false, context),
    undo: "enable",
  },
  enable: {
    text: "bulk.action.enable",
    isAdministration: true,
    act: (client, user, context) => setEnabled(client, user, true, context),
    undo: "disable",
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
