import { once } from "node:events";
import { createUsersClient } from "@knetik-users/core";
import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { startProcess } from "./support/process.ts";
import { startUpstream } from "./support/upstream.ts";

it("has the types of the API's templates, and notices when they differ", async () => {
  await using upstream = await startUpstream(2);
  const [, ...args] = manifest.scripts.templates.split(" ");
  const check = async () => {
    const { child, output } = startProcess([...args, "--check"], {
      KNETIK_USERS_URL: upstream.url,
      KNETIK_USERS_CLIENT_ID: "server",
      KNETIK_USERS_CLIENT_SECRET: "sandbox-secret",
    });
    const [code] = (await once(child, "close")) as [number];
    return { code, text: output.text };
  };
  expect(await check()).toEqual({ code: 0, text: expect.stringContaining("up to date") });

  await using client = createUsersClient({
    baseUrl: upstream.url,
    auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
  });
  const { name, properties = [] } = await client.getUserTemplate("player");
  await client.updateUserTemplate("player", {
    name,
    properties: properties.map((property) =>
      property.type === "text" ? { ...property, maxLength: 10 } : property,
    ),
  });
  expect(await check()).toEqual({ code: 8, text: expect.stringContaining("differs") });
});
