import { expect, it } from "vitest";
import { createUsersClient } from "../src/index.ts";
import { startFaultServer } from "./support/faultServer.ts";

const steamId = "76561198012345679";
const user = `{
  "id": 42,
  "username": "ada",
  "additional_properties": {
    "steam": { "type": "long", "value": ${steamId}, "seen_by": ${steamId} },
    "low": { "type": "long", "value": -9223372036854775808 },
    "safe": { "type": "long", "value": 9007199254740991 },
    "newer": { "type": "int128", "value": [${steamId}0000] },
    "odd": { "type": "integer", "value": ${steamId} },
    "text": { "type": "text", "value": "${steamId}" }
  },
  "season": { "score": ${steamId} }
}`;

const startUsers = () =>
  startFaultServer(async (response, request) => {
    response.writeHead(request.method === "GET" ? 200 : 204, {
      "content-type": "application/json",
    });
    response.end(request.method === "GET" ? user : undefined);
  });

it("integers above 2^53 are read exactly, and sent back unchanged", async () => {
  await using server = await startUsers();
  await using client = createUsersClient({
    baseUrl: server.url,
    allowInsecureHttp: true,
    auth: { token: "a-token" },
  });
  const read = await client.getUser(42);
  expect(read.additionalProperties).toMatchObject({
    steam: { type: "long", value: BigInt(steamId), unknownFields: { seen_by: BigInt(steamId) } },
    low: { type: "long", value: -(2n ** 63n) },
    safe: { type: "long", value: Number.MAX_SAFE_INTEGER },
    odd: { type: "unknown", wire: { type: "integer", value: BigInt(steamId) } },
  });
  expect(read.unknownFields).toEqual({ season: { score: BigInt(steamId) } });

  await client.updateUser(42, { additionalProperties: read.additionalProperties });
  const sent = server.requests.at(-1)!.body;
  for (const part of [
    `"steam":{"seen_by":${steamId},"type":"long","value":${steamId}}`,
    `"value":-9223372036854775808`,
    `"value":9007199254740991`,
    `"value":[${steamId}0000]`,
    `"type":"integer","value":${steamId}`,
    `"value":"${steamId}"`,
  ]) {
    expect(sent).toContain(part);
  }
});

it("a value that JSON cannot hold exactly is refused before anything is sent", async () => {
  await using server = await startUsers();
  await using client = createUsersClient({
    baseUrl: server.url,
    allowInsecureHttp: true,
    auth: { token: "a-token" },
  });
  for (const value of [2 ** 53, 1e300, 2n ** 63n, 1.5, Number.NaN]) {
    const outcome = await client.result.updateUser(42, {
      additionalProperties: { points: { type: "long", value } },
    });
    expect(outcome).toMatchObject({
      ok: false,
      error: { _tag: "InvalidInput", issues: [{ field: "additionalProperties.points.value" }] },
    });
  }
  const unknown = await client.result.updateUser(42, {
    additionalProperties: {
      odd: { type: "unknown", wire: { type: "new", value: Number.POSITIVE_INFINITY } },
    },
  });
  expect(unknown).toMatchObject({
    ok: false,
    error: {
      _tag: "InvalidInput",
      issues: [{ message: "is Infinity, which JSON does not have" }],
    },
  });
  expect(server.requests).toEqual([]);
});
