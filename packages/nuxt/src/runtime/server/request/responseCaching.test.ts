import { expect, it } from "vitest";
import { allowsSharedCaching } from "./responseCaching.ts";

it.each([
  ["cache-control", "public, max-age=600"],
  ["Cache-Control", "max-age=600"],
  ["cache-control", "max-age=0, s-maxage=60"],
  ["cdn-cache-control", "max-age=60"],
  ["vercel-cdn-cache-control", "max-age=60"],
  ["netlify-cdn-cache-control", "public, durable"],
  ["surrogate-control", "max-age=60"],
  ["x-accel-expires", "60"],
])("sees that %s: %s lets a CDN keep a response", (name, value) => {
  expect(allowsSharedCaching(name, value)).toBe(true);
});

it.each([
  ["cache-control", "private, max-age=600"],
  ["cache-control", "no-store"],
  ["cache-control", "max-age=0, must-revalidate"],
  ["cache-control", "no-cache"],
  ["x-accel-expires", "0"],
  ["content-type", "public"],
])("sees that %s: %s does not", (name, value) => {
  expect(allowsSharedCaching(name, value)).toBe(false);
});
