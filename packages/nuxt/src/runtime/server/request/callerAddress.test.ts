import { expect, it } from "vitest";
import { callerAddress } from "./callerAddress.ts";

const request = (forwarded?: string) => (name: string) =>
  ({ "x-forwarded-for": forwarded, "cf-connecting-ip": "192.0.2.9" })[name];

it.each([
  { proxies: 0, forwarded: "192.0.2.1", expected: "10.0.0.1" },
  { proxies: 1, forwarded: "192.0.2.1", expected: "192.0.2.1" },
  { proxies: 1, forwarded: "6.6.6.6, 192.0.2.1", expected: "192.0.2.1" },
  { proxies: 2, forwarded: "6.6.6.6, 192.0.2.1, 10.0.0.2", expected: "192.0.2.1" },
  { proxies: 2, forwarded: "192.0.2.1", expected: "192.0.2.1" },
  { proxies: 1, forwarded: undefined, expected: "10.0.0.1" },
  { proxies: 1, forwarded: " , ", expected: "10.0.0.1" },
])("believes $proxies proxies of “$forwarded”", ({ proxies, forwarded, expected }) => {
  const options = { trustedProxies: proxies, addressHeader: "" };
  expect(callerAddress(request(forwarded), "10.0.0.1", options)).toBe(expected);
});

it("reads the platform's header", () => {
  const options = { trustedProxies: 0, addressHeader: "CF-Connecting-IP" };
  expect(callerAddress(request(), undefined, options)).toBe("192.0.2.9");
});
