import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { contract } from "@knetik-users/core/effect";
import { expect, test } from "vitest";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

test("the tour calls every endpoint, shows an error, a retry and a page, and ends", async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    "--conditions=@knetik-users/source",
    main,
  ]);
  const text = stripVTControlCharacters(stdout);
  expect(text).toContain(`called all ${Object.keys(contract).length} operations of the API`);
  expect(text).toContain("UserNotFound (404");
  expect(text).toMatch(/ServerError, sent again after \d+ ms/);
  expect(text).toMatch(/5 of \d+ users on page 1 of \d+/);
  expect(text).toContain("knetik-users users list");
  expect(text).toContain("GET /me");
  expect(text).toContain("200, status ok");
  expect(text).toMatch(/“Users console” at http:\/\/127\.0\.0\.1:\d+/);
  expect(stderr).toBe("");
});
