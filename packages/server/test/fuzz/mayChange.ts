import type { OperationName } from "@knetik-users/core/effect";
import { usernameKey } from "../../src/database/names/username.ts";
import { searchKey } from "../../src/database/searchKey.ts";
import type { Change } from "./tables.ts";

/** A successful call. */
export interface Succeeded {
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The caller's user id. */
  readonly callerId: number | undefined;
  /** The strings in the request. */
  readonly sent: ReadonlyArray<string>;
  // Tests look into whatever is there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}
type MayChange = (change: Change, call: Succeeded) => boolean;

const nothing: MayChange = () => false;

const isNew = ({ before }: Change) => before === undefined;
const isGone = ({ after }: Change) => after === undefined;
const only = ({ before, after, columns }: Change, ...allowed: ReadonlyArray<string>) =>
  before !== undefined &&
  after !== undefined &&
  columns.every((column) => allowed.includes(column));
const valueOf = ({ before, after }: Change, column: string) => (after ?? before)?.[column];

/** Tables of users' data. */
const ownerOf = (change: Change) => valueOf(change, change.table === "users" ? "id" : "user_id");
const idOf = ({ params, callerId }: Succeeded) => {
  const text = params["id"] ?? params["user_id"];
  return text === "me" ? callerId : Number(text);
};

const changesTag =
  (isDone: (change: Change) => boolean): MayChange =>
  (change, call) =>
    change.table === "user_tags" && isDone(change) && ownerOf(change) === idOf(call);

/** A revoked secret is deleted together with its message. */
const voidsSecret = (change: Change) =>
  (change.table === "password_resets" || change.table === "outbox") && isGone(change);

const changesPassword: MayChange = (change, call) => {
  if (ownerOf(change) !== idOf(call)) return false;
  if (change.table === "users") return only(change, "password_hash");
  const isToken = change.table === "access_tokens" || change.table === "refresh_tokens";
  return voidsSecret(change) || (isToken && isGone(change));
};

const sendsSecret = (change: Change) =>
  voidsSecret(change) ||
  (change.table === "password_resets" && !isGone(change)) ||
  (change.table === "outbox" && isNew(change));

const profile = ({ columns }: Change) =>
  !columns.some((column) =>
    ["id", "password_hash", "member_since", "last_activity"].includes(column),
  );

/** The rows a successful call may change. */
export const mayChange: { readonly [Name in OperationName]: MayChange } = {
  getUser: nothing,
  getUsers: nothing,
  getUserTags: nothing,
  getUserTemplate: nothing,
  getUserTemplates: nothing,
  registerUser: (change, { body }) => {
    if (change.table === "user_blocks") return valueOf(change, "block") === body.id >> 12;
    return (
      (change.table === "users" || change.table === "user_tags") &&
      isNew(change) &&
      ownerOf(change) === body.id
    );
  },
  updateUser: (change, call) => {
    if (ownerOf(change) !== idOf(call)) return false;
    if (change.table === "users") return !isNew(change) && !isGone(change) && profile(change);
    return change.table === "user_tags" || voidsSecret(change);
  },
  addUserTag: changesTag(isNew),
  removeUserTag: (change, call) =>
    changesTag(isGone)(change, call) && valueOf(change, "tag") === call.params["tag"],
  setPassword: changesPassword,
  passwordReset: changesPassword,
  startPasswordReset: (change, call) => sendsSecret(change) && ownerOf(change) === idOf(call),
  // The body names the user; `isOneUser` checks that there is only one.
  submitPasswordReset: sendsSecret,
  createUserTemplate: (change, { body }) =>
    change.table === "templates" && isNew(change) && valueOf(change, "id") === body.id,
  updateUserTemplate: (change, { params }) =>
    change.table === "templates" &&
    only(change, "name", "name_key", "allow_additional", "properties", "updated_date") &&
    valueOf(change, "id") === params["id"],
  deleteUserTemplate: (change, { params }) =>
    change.table === "users"
      ? only(change, "template_id") && change.before?.["template_id"] === params["id"]
      : change.table === "templates" && isGone(change) && valueOf(change, "id") === params["id"],
  getOAuthToken: (change) => {
    if (change.table === "users") return only(change, "last_activity", "password_hash");
    if (change.table === "refresh_tokens") {
      return isNew(change) || only(change, "used_at", "next_salt");
    }
    return change.table === "access_tokens" && isNew(change);
  },
};

/** Other changes, ignoring `last_activity`, which every user's call sets. */
export const withoutActivity = (
  change: Change,
  callerId: number | undefined,
): ReadonlyArray<Change> => {
  if (change.table !== "users" || ownerOf(change) !== callerId) return [change];
  const columns = change.columns.filter((column) => column !== "last_activity");
  return columns.length === 0 ? [] : [{ ...change, columns }];
};

/** An operation by name affects one user, whose name was sent. */
export const isOneUser = (
  changes: ReadonlyArray<Change>,
  { sent }: Succeeded,
  users: Iterable<Readonly<Record<string, unknown>>>,
): boolean => {
  const ids = new Set(changes.map(ownerOf));
  if (ids.size === 0) return true;
  const [id] = ids;
  const keys = new Set([...sent, ...sent.map(searchKey), ...sent.map(usernameKey)]);
  const isNamed = [...users].some(
    (user) =>
      user["id"] === id &&
      ["username_key", "email_key", "mobile_number"].some((column) =>
        keys.has(String(user[column])),
      ),
  );
  return ids.size === 1 && isNamed;
};
