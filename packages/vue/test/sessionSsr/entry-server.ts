import { dehydrateUsers } from "@knetik-users/vue";
import { renderToWebStream } from "vue/server-renderer";
import { createPage } from "./createPage.ts";

/** Streams the page of one request; the state comes last. */
export async function* render(baseUrl: string): AsyncGenerator<string> {
  const { app, users, queryClient } = createPage(baseUrl);
  yield `<!doctype html>
<html lang="en">
  <head><script type="module" src="/entry-client.js"></script></head>
  <body>
    <div id="app" data-api="${baseUrl}">`;
  const decoder = new TextDecoder();
  const stream = renderToWebStream(app) as ReadableStream<Uint8Array>;
  for await (const bytes of stream) yield decoder.decode(bytes, { stream: true });
  yield `</div>
    <script type="application/json" id="users">${dehydrateUsers(queryClient)}</script>
  </body>
</html>`;
  await users.close();
}
