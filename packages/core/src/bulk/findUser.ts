import type { UsersClient } from "../client/usersClient.ts";
import type { UserSummary } from "../models/user.ts";

/** The fields by which a user can be found, besides the id. Both are unique. */
export type NameField = "username" | "email";

/** The API does not show names to this account, so that it cannot find users by them. */
export class PrivateNames extends Error {
  override readonly name = "PrivateNames";
  readonly field: NameField;

  constructor(field: NameField) {
    super(`Only a USERS_ADMIN can find a user by ${field}.`);
    this.field = field;
  }
}

/** Names that the API takes for the same one: it ignores case. */
export const foldName = (name: string): string => name.normalize("NFKC").toLowerCase();

/**
 * Finds the user with exactly this user name or e-mail address. The API only searches by the start of a
 * name, so it is asked for the names that start with this one, in their order: the name itself comes
 * first, whether the API sorts by code points or ignores case.
 */
export const findUser = async (
  client: UsersClient,
  field: NameField,
  name: string,
  signal?: AbortSignal,
): Promise<UserSummary | undefined> => {
  const wanted = foldName(name);
  const search = {
    filter: { [field]: name },
    order: [{ property: field }],
    size: 10,
  } as const;
  for await (const row of client.all.getUsers(search, { signal })) {
    const found = row[field];
    if (found === undefined) {
      throw new PrivateNames(field);
    }
    if (foldName(found) === wanted) return row;
    // All spellings of the name sort before a longer name in lower case.
    if (found > wanted && foldName(found) > wanted) return undefined;
  }
  return undefined;
};
