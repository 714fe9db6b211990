import { emailKey } from "../database/names/emailAddress.ts";
import { usernameKey } from "../database/names/username.ts";

/** Key of an account by the name typed at sign-in, whether or not it exists. */
export const accountSubject = (name: string): string => usernameKey(name);

/**
 * Key of a mailbox: ignores the form of the address, case, and a `+` suffix, which belongs to the same
 * mailbox.
 */
export const recipientSubject = (email: string): string => {
  const key = emailKey(email.trim());
  const at = key.lastIndexOf("@");
  if (at < 0) return key;
  const [local = ""] = key.slice(0, at).split("+", 1);
  // An address that starts with `+` is its own mailbox.
  return local === "" ? key : `${local}${key.slice(at)}`;
};
