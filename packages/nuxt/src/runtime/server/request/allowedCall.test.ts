import { contract, type Endpoint } from "@knetik-users/core/endpoints";
import { expect, it } from "vitest";
import { allowedCall } from "./allowedCall.ts";

const endpoints: ReadonlyArray<Endpoint> = Object.values(contract);
const example = ({ path }: Endpoint) => path.replace(/\{.+?\}/g, "7");

it.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))(
  "knows %s",
  (_, endpoint) => {
    const found = allowedCall(endpoint.method, example(endpoint));
    expect(found?.name).toBe(endpoint.resource === "tokens" ? undefined : endpoint.name);
  },
);

it.each([
  "/users/..",
  "/users/%2e%2e",
  "/users/.",
  "/users/a%2fb",
  "/users/a%5cb",
  "/users/",
  "//users",
  "/users/%",
  "users",
  "/users/1/2/3/4/5",
  "",
])("does not send %s", (path) => {
  expect(allowedCall("GET", path)).toBeUndefined();
});
