import { inspect } from "node:util";
import { expect, it } from "vitest";
import { type ClientEvent, createUsersClient, UnexpectedResponse } from "../src/index.ts";
import { json, startFaultServer } from "./support/faultServer.ts";

const start = async (body: unknown) => {
  const server = await startFaultServer(json(body));
  const events: Array<ClientEvent> = [];
  const users = createUsersClient({
    baseUrl: server.url,
    allowInsecureHttp: true,
    auth: { token: "the-token" },
    onEvent: (event) => events.push(event),
  });
  return {
    users,
    events,
    [Symbol.asyncDispose]: async () => {
      await users.close();
      await server[Symbol.asyncDispose]();
    },
  };
};

it("one odd optional field hides neither its row nor the page, and is reported", async () => {
  await using api = await start({
    content: [{ id: 1 }, { id: 2, display_name: 17 }, { id: 3 }],
    last: true,
  });
  const rows = [];
  for await (const row of api.users.all.getUsers()) rows.push(row);
  expect(rows).toEqual([{ id: 1 }, { id: 2, unknownFields: { display_name: 17 } }, { id: 3 }]);
  expect(api.events).toContainEqual({
    type: "unreadable-fields",
    operation: "getUsers",
    fields: [{ field: "content.1.display_name", message: expect.any(String) }],
  });
});

it("an error about a required field gives access to the response, but does not print it", async () => {
  await using api = await start({ username: "zoe", token: "the-token" });
  const error = await api.users.getUser(1).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnexpectedResponse);
  expect(error).toMatchObject({ reason: "shape", issues: [{ field: "id" }] });
  expect((error as UnexpectedResponse).responseText()).toBe(
    '{"username":"zoe","token":"<redacted>"}',
  );
  expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain("zoe");
  expect(JSON.stringify(error)).not.toContain("zoe");
});
