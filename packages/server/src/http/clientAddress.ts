import ipaddr from "ipaddr.js";

/**
 * Trusted proxies, whose `X-Forwarded-For` is used: their number, or a list of addresses and ranges
 * such as `10.0.0.0/8`.
 */
export type TrustProxy = number | ReadonlyArray<string>;

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

/** Parsed {@link TrustProxy}. */
export type Trust = { readonly hops: number } | { readonly ranges: ReadonlyArray<Range> };

const parseRange = (text: unknown): Range | undefined => {
  if (typeof text !== "string") return undefined;
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  // Exactly four parts: short forms are ambiguous.
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.process(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
};

export const parseTrust = (given: TrustProxy): Trust | undefined => {
  if (typeof given === "number") {
    return Number.isInteger(given) && given >= 0 && given <= 100 ? { hops: given } : undefined;
  }
  if (!Array.isArray(given)) return undefined;
  const ranges = given.map(parseRange);
  return ranges.includes(undefined)
    ? undefined
    : { ranges: ranges.filter((range) => range !== undefined) };
};

/** Parses an address that may have a port or a zone. */
const parseAddress = (text: string): Address | undefined => {
  const [, bracketed] = /^\[([^\]]+)\](?::\d+)?$/.exec(text) ?? [];
  const [, withPort] = /^([\d.]+):\d+$/.exec(text) ?? [];
  const [bare = ""] = (bracketed ?? withPort ?? text).split("%", 1);
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare)
    ? ipaddr.process(bare)
    : undefined;
};

const isIn = (address: Address, ranges: ReadonlyArray<Range>) =>
  ranges.some(([range, bits]) => address.kind() === range.kind() && address.match([range, bits]));

/** A caller in process, which has no address and is trusted. */
export const inProcess = Symbol("in process");
export type PeerAddress = string | typeof inProcess;

const isTrusted = (trust: Trust) => ("hops" in trust ? trust.hops > 0 : trust.ranges.length > 0);

/**
 * The client's address: that of the peer, or the one that trusted proxies report. Addresses further
 * left in the header are the client's claims and ignored.
 */
const clientOf = (
  peer: PeerAddress,
  forwarded: string | null,
  trust: Trust,
): Address | undefined => {
  if (peer === inProcess && !isTrusted(trust)) return undefined;
  const claimed = (forwarded ?? "").split(",").reverse();
  let last = peer === inProcess ? undefined : parseAddress(peer);
  for (const [hop, text] of claimed.entries()) {
    const believes =
      "hops" in trust
        ? hop < trust.hops
        : last === undefined
          ? hop === 0 && peer === inProcess
          : isIn(last, trust.ranges);
    const next = believes ? parseAddress(text.trim()) : undefined;
    // Not an address: use the last valid one.
    if (next === undefined) break;
    last = next;
  }
  return last;
};

/**
 * The client's address for rate limits and the audit trail. For IPv6 it is the /64 network, which
 * one customer controls. Undefined for a call in process without a forwarded address.
 */
export const clientAddress = (
  peer: PeerAddress,
  forwarded: string | null,
  trust: Trust,
): string | undefined => {
  const address = clientOf(peer, forwarded, trust);
  if (address === undefined) return undefined;
  if (address instanceof ipaddr.IPv4) return address.toString();
  const network = new ipaddr.IPv6([...address.parts.slice(0, 4), 0, 0, 0, 0]);
  return `${network.toString()}/64`;
};
