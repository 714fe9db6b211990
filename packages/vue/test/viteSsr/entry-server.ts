import { dehydrateUsers } from "@knetik-users/vue";
import { renderToString } from "vue/server-renderer";
import { createPage } from "./createPage.ts";

/** Renders the page of one request. `token` comes from its cookie. */
export const render = async (baseUrl: string, token: string | undefined): Promise<string> => {
  const { app, users, queryClient } = createPage(baseUrl, token);
  const html = await renderToString(app);
  const state = dehydrateUsers(queryClient);
  await users.close();
  return `<!doctype html>
<html lang="en">
  <head><script type="module" src="/entry-client.js"></script></head>
  <body>
    <div id="app" data-api="${baseUrl}">${html}</div>
    <script type="application/json" id="users">${state}</script>
  </body>
</html>`;
};
