import { searchKey } from "../database/searchKey.ts";

/** The account that somebody names to sign in to, whether or not there is one. */
export const accountSubject = (name: string): string => searchKey(name);

/** A mailbox: without regard to case, and to what stands behind a `+`, which is the same mailbox. */
export const recipientSubject = (email: string): string => {
  const key = searchKey(email.trim());
  const at = key.lastIndexOf("@");
  if (at < 0) return key;
  const [local = ""] = key.slice(0, at).split("+", 1);
  // An address that begins with the sign is one of its own.
  return local === "" ? key : `${local}${key.slice(at)}`;
};
