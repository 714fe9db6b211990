import type { ReadHeader } from "./forgedRequest.ts";

/** Which part of a request to believe. */
export interface AddressOptions {
  readonly trustedProxies: number;
  readonly addressHeader: string;
}

/**
 * The address of the caller. Each proxy appends the address that it saw, so only the last `trustedProxies` entries of
 * `X-Forwarded-For` are believed: the caller may have sent the others.
 */
export const callerAddress = (
  header: ReadHeader,
  peer: string | undefined,
  { trustedProxies, addressHeader }: AddressOptions,
): string | undefined => {
  if (addressHeader !== "") return header(addressHeader.toLowerCase())?.trim();
  if (trustedProxies === 0) return peer;
  const forwarded = (header("x-forwarded-for") ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  return forwarded.at(-trustedProxies) ?? forwarded[0] ?? peer;
};
