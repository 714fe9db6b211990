/** A script without the program: reads page after page, and writes each row. */
import process from "node:process";
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { createUsersClient, stringifyJson } from "@knetik-users/core";

const [url = "", secret = "", size = "", file = ""] = process.argv.slice(2);
await using client = createUsersClient({
  baseUrl: url,
  auth: { grant: "client_credentials", clientId: "bench", clientSecret: secret },
});
const out = createWriteStream(file);
for await (const page of client.pages.getUsers({ size: Number(size) })) {
  const text = page.content.map((row) => `${stringifyJson(row)}\n`).join("");
  if (!out.write(text)) await once(out, "drain");
}
out.end();
await once(out, "finish");
