import { createServer } from "node:http";
import { page, user } from "./answers.ts";

// Runs in its own process, so that only the clients' work is measured.
const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(request.url?.startsWith("/users/1") ? user : page);
});
// The memory row opens thousands of connections at once.
server.listen({ port: 0, host: "127.0.0.1", backlog: 16_384 }, () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : undefined);
});
process.once("disconnect", () => process.exit());
