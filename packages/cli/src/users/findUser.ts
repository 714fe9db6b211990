import { findUser, type NameField } from "@knetik-users/core/bulk";
import type { UsersClient } from "@knetik-users/core";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";

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
