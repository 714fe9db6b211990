import { type EmailAddress, parseEmailAddress } from "../database/names/emailAddress.ts";

/** The sender of messages. */
export interface Sender extends EmailAddress {
  /** Empty if there is none. */
  readonly name: string;
}

/** Parses `no-reply@example.org` or `Example <no-reply@example.org>`. */
export const parseSender = (text: string): Sender | undefined => {
  const trimmed = text.trim();
  const [, name = "", bracketed] = /^([^<>\p{Cc}]*)<([^<>]*)>$/u.exec(trimmed) ?? [];
  const address = parseEmailAddress(bracketed ?? trimmed);
  // Quotes are syntax, not part of the name.
  return address && { ...address, name: name.trim().replace(/^"(.*)"$/, "$1") };
};
