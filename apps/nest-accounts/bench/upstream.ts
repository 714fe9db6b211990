import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// A fixed, fast response of the Users API, so that only the service is measured.
const user = JSON.stringify({
  id: 2,
  username: "jdoe",
  email: "jdoe@sandbox.example",
  display_name: "Jane",
  avatar_url: "https://cdn.example/avatars/2.png",
  first_name: "Jane",
  last_name: "Doe",
  member_since: 1_700_000_000,
  last_updated: 1_700_000_000,
  last_activity: 1_700_000_000,
  tags: ["vip"],
  template: "player",
  additional_properties: {
    avatar: { type: "image", url: "https://cdn.example/avatars/2.png", file_type: "image/png" },
    gamePieceColor: { type: "text", value: "teal" },
    level: { type: "integer", value: 7 },
  },
});

const server = createServer((request, response) => {
  const known = request.headers.authorization?.startsWith("Bearer bench-") === true;
  response
    .writeHead(known ? 200 : 401, { "content-type": "application/json" })
    .end(known ? user : "{}");
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => server.close());
