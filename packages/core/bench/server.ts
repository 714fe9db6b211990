import { createServer } from "node:http";
import { page, user } from "./answers.ts";

// Runs in its own process, so that only the clients' work is measured.
const server = createServer((request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(request.url?.startsWith("/users/1") ? user : page);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : undefined);
});
process.once("disconnect", () => process.exit());
