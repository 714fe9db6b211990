import { expect, it } from "vitest";
import { forgedRequest } from "./forgedRequest.ts";

const of = (headers: Readonly<Record<string, string>>) => forgedRequest((name) => headers[name]);
const page = { "x-users-session": "none", host: "app.example" };

it("accepts requests of this site's pages", () => {
  expect(of({ ...page, "sec-fetch-site": "same-origin" })).toBeUndefined();
  expect(of({ ...page, origin: "https://app.example" })).toBeUndefined();
  // A proxy may change the host; the browser knows better.
  const proxied = { ...page, host: "10.0.0.1", origin: "https://app.example" };
  expect(of({ ...proxied, "sec-fetch-site": "same-origin" })).toBeUndefined();
  expect(of(page)).toBeUndefined();
});

it("rejects all others", () => {
  expect(of({ host: "app.example", "sec-fetch-site": "same-origin" })).toContain("is missing");
  for (const site of ["cross-site", "same-site", "none"]) {
    expect(of({ ...page, "sec-fetch-site": site })).toContain(site);
  }
  for (const origin of ["https://evil.example", "https://app.example:8443", "null"]) {
    expect(of({ ...page, origin })).toContain("another site");
  }
});
