import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contract, type OperationName } from "./contract.ts";
import type { Endpoint } from "./endpoint.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The cells of each row of the table of operations. */
const rows = readme
  .slice(readme.indexOf("## Operations"), readme.indexOf("## Searching"))
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, method = "", sends, needs, failures]) => ({
    name: /^`(\w+)\(/.exec(method)?.[1],
    sends,
    needs,
    failures,
  }));

const needsOf = ({ access }: Endpoint) =>
  access === "anyone"
    ? "–"
    : `${access.roles.join(" or ")}${access.orOwner === true ? " or the user" : ""}`;

const failuresOf = ({ failures }: Endpoint) =>
  failures.length === 0 ? "–" : failures.map(({ name }) => `\`${name}\``).join(", ");

describe("the README's table of operations", () => {
  it("has every operation once", () => {
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(contract).sort());
  });

  it.each(rows)("describes $name as the contract does", ({ name, sends, needs, failures }) => {
    const endpoint: Endpoint = contract[name as OperationName];
    expect(sends).toBe(`\`${endpoint.method} ${endpoint.path}\``);
    expect(needs?.split(", ")[0]).toBe(needsOf(endpoint));
    expect(failures).toBe(failuresOf(endpoint));
  });

  it("names the calls that send no token", () => {
    const anonymous = Object.values<Endpoint>(contract).filter(({ auth }) => auth === "none");
    expect(anonymous.map(({ resource }) => resource).sort()).toEqual([
      "passwords",
      "passwords",
      "passwords",
      "tokens",
    ]);
    expect(readme).toContain("all except the password resets and `getOAuthToken`");
  });
});
