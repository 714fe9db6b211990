import { describe, expect, it } from "vitest";
import {
  clientAddress,
  inProcess,
  parseTrust,
  type PeerAddress,
  type TrustProxy,
} from "./clientAddress.ts";

const of = (peer: PeerAddress, forwarded: string | null, trust: TrustProxy) =>
  clientAddress(peer, forwarded, parseTrust(trust)!);

describe("the address of a client", () => {
  it.each<[string, PeerAddress, string | null, TrustProxy, string | undefined]>([
    ["without a proxy it is the peer's", "192.0.2.1", null, 0, "192.0.2.1"],
    ["what a client claims is not believed", "192.0.2.1", "203.0.113.9", 0, "192.0.2.1"],
    ["nor is it with an empty list", "192.0.2.1", "203.0.113.9", [], "192.0.2.1"],
    ["one proxy", "10.0.0.1", "203.0.113.9", 1, "203.0.113.9"],
    ["one proxy, and a claim", "10.0.0.1", "8.8.8.8, 203.0.113.9", 1, "203.0.113.9"],
    ["two proxies", "10.0.0.1", "8.8.8.8, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"],
    ["fewer than there should be", "10.0.0.1", "203.0.113.9", 5, "203.0.113.9"],
    ["a proxy of the list", "10.0.0.1", "203.0.113.9", ["10.0.0.0/8"], "203.0.113.9"],
    ["a peer that is not on it", "11.0.0.1", "203.0.113.9", ["10.0.0.0/8"], "11.0.0.1"],
    [
      "through proxies of the list, up to the first other",
      "10.0.0.1",
      "8.8.8.8, 203.0.113.9, 10.2.2.2",
      ["10.0.0.0/8"],
      "203.0.113.9",
    ],
    ["nothing but proxies", "10.0.0.1", "10.0.0.3, 10.0.0.2", ["10.0.0.0/8"], "10.0.0.3"],
    ["an entry that is none", "10.0.0.1", "203.0.113.9, unknown", 2, "10.0.0.1"],
    ["a short form that is none", "10.0.0.1", "127.1", 1, "10.0.0.1"],
    ["a port", "10.0.0.1", "203.0.113.9:5123", 1, "203.0.113.9"],
    ["a port of IPv6", "10.0.0.1", "[2001:db8::1]:5123", 1, "2001:db8::/64"],
    ["IPv6 by its network", "2001:db8:1:2:3:4:5:6", null, 0, "2001:db8:1:2::/64"],
    ["IPv4 in IPv6", "::ffff:192.0.2.1", null, 0, "192.0.2.1"],
    ["a proxy by IPv4 in IPv6", "::ffff:10.0.0.1", "203.0.113.9", ["10.0.0.1"], "203.0.113.9"],
    ["a zone", "fe80::1%eth0", null, 0, "fe80::/64"],
    ["a proxy by IPv6", "2001:db8::1", "203.0.113.9", ["2001:db8::/32"], "203.0.113.9"],
    ["a socket without an address", "", "203.0.113.9", ["10.0.0.1"], undefined],
    ["in process there is none", inProcess, null, 0, undefined],
    ["in process nobody is believed", inProcess, "203.0.113.9", 0, undefined],
    ["in process behind a proxy", inProcess, "8.8.8.8, 203.0.113.9", 1, "203.0.113.9"],
    [
      "in process behind one of a list",
      inProcess,
      "8.8.8.8, 203.0.113.9",
      ["10.0.0.1"],
      "203.0.113.9",
    ],
  ])("%s", (_, peer, forwarded, trust, expected) => {
    expect(of(peer, forwarded, trust)).toBe(expected);
  });

  it.each([[-1], [1.5], [101], [["10.0.0.0/33"]], [["localhost"]], [["10.1"]], ["loopback"]])(
    "does not trust %j",
    (given) => {
      expect(parseTrust(given as TrustProxy)).toBeUndefined();
    },
  );
});
