import type { UsersClient, UserSummary } from "@knetik-users/core";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";

/** The fields by which a user can be found, besides the id. Both are unique. */
export type NameField = "username" | "email";

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
      throw new CliError(`Only a USERS_ADMIN can find a user by ${field}.`, {
        exitCode: exitCodes.denied,
        hint: "Use the id, or an account with the role.",
      });
    }
    if (foldName(found) === wanted) return row;
    // All spellings of the name sort before a longer name in lower case.
    if (found > wanted && foldName(found) > wanted) return undefined;
  }
  return undefined;
};

const notFound = (what: string) =>
  new CliError(`There is no user with ${what}.`, {
    exitCode: exitCodes.notFound,
    hint: "Search for the user with `knetik-users users search <text>`.",
  });

/** Help for arguments that name a user. */
export const userArgumentHelp =
  "<user> is an id, an e-mail address, a user name, or me. Write username:42 for a user name of digits.";

/** A user as named in an argument. */
export type UserReference =
  | { readonly kind: "id"; readonly id: number | "me" }
  | { readonly kind: NameField; readonly name: string };

export const parseUserReference = (text: string): UserReference => {
  const [, prefix, rest = ""] = /^(id|username|email):(.+)$/s.exec(text) ?? [];
  if (prefix === "username" || prefix === "email") return { kind: prefix, name: rest };
  if (text === "me") return { kind: "id", id: "me" };
  const id = prefix === "id" ? rest : text;
  if (/^\d+$/.test(id)) return { kind: "id", id: Number(id) };
  if (prefix === "id") {
    throw new CliError(`"${rest}" is not an id.`, { exitCode: exitCodes.usage });
  }
  return { kind: text.includes("@") ? "email" : "username", name: text };
};

/** The id of a user as named in an argument. */
export const resolveUser = async (
  client: UsersClient,
  text: string,
  signal: AbortSignal,
): Promise<number | "me"> => {
  const reference = parseUserReference(text);
  if (reference.kind === "id") return reference.id;
  const found = await findUser(client, reference.kind, reference.name, signal);
  if (found === undefined) throw notFound(`the ${reference.kind} ${reference.name}`);
  return found.id;
};

/** The same, where `me` is not allowed. */
export const resolveUserId = async (
  client: UsersClient,
  text: string,
  signal: AbortSignal,
): Promise<number> => {
  const id = await resolveUser(client, text, signal);
  return id === "me" ? (await client.getUser("me", { signal })).id : id;
};
