import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adminEnv, run, startServer, temporaryFolder } from "./support.ts";

let api: Awaited<ReturnType<typeof startServer>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  api = await startServer();
  folder = await temporaryFolder();
});
afterAll(async () => {
  await api.server.close();
  await folder[Symbol.asyncDispose]();
});
const templates = (args: ReadonlyArray<string>, options: Parameters<typeof run>[1] = {}) =>
  run(["templates", ...args], { env: adminEnv(api.url), ...options });

it("lists templates", async () => {
  const { out, err } = await templates(["list"]);
  expect(out).toMatch(/^player +Player +7 +no/m);
  expect(err).toBe("2 templates.\n");
  expect((await templates(["list", "--json"])).json()).toMatchObject([
    { id: "player", allow_additional: false },
    { id: "staff" },
  ]);
});

it("shows a template with the limits of its properties", async () => {
  const { out } = await templates(["get", "player"]);
  expect(out).toMatch(/^level +integer +no +min=1 max=100$/m);
});

it("creates, changes and deletes a template from JSON", async () => {
  const file = folder.file("guest.json");
  const guest = {
    id: "guest",
    name: "Guest",
    properties: [{ type: "text", name: "note", required: false }],
  };
  await writeFile(file, JSON.stringify(guest));
  expect((await templates(["create", file])).code).toBe(0);
  expect((await templates(["create", file])).code).toBe(5);

  // The output of get can be sent back.
  const { out } = await templates(["get", "guest", "--json"]);
  const changed = out.replace('"Guest"', '"Visitor"');
  expect((await templates(["update", "guest", "-"], { stdin: changed })).code).toBe(2);
  const updated = await templates(["update", "guest", "-", "--yes", "--json"], { stdin: changed });
  expect(updated.json()).toMatchObject([{ name: "Visitor", properties: [{ name: "note" }] }]);

  const denied = await templates(["delete", "guest"]);
  expect(denied.code).toBe(2);
  expect(denied.err).toContain("Pass --yes");
  expect((await templates(["delete", "guest", "--yes"])).code).toBe(0);
  expect((await templates(["get", "guest"])).code).toBe(4);
});

it("says what is wrong with a file", async () => {
  const file = folder.file("wrong.json");
  await writeFile(file, "{");
  expect((await templates(["create", file])).code).toBe(6);
  await writeFile(file, JSON.stringify({ id: "..", properties: [] }));
  const { code, err } = await templates(["create", file]);
  expect(code).toBe(6);
  expect(err).toContain("  id:");
  expect(err).toContain("  name: is missing");
  expect((await templates(["create", folder.file("none.json")])).code).toBe(2);
});

it("says how to delete a template that has users", async () => {
  const { code, err } = await templates(["delete", "player", "--yes"]);
  expect(code).toBe(5);
  expect(err).toContain("--cascade detach");
  expect((await templates(["delete", "player", "--yes", "--cascade", "detach"])).code).toBe(0);
});
