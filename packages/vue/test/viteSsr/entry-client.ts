import { hydrateUsers } from "@knetik-users/vue";
import { createPage } from "./createPage.ts";

const root = document.querySelector<HTMLElement>("#app");
const state = document.querySelector("#users")?.textContent;
const token = /(?:^|; )token=([^;]+)/.exec(document.cookie)?.[1];

const { app, queryClient } = createPage(root?.dataset["api"] ?? "", token);
if (state) hydrateUsers(queryClient, state);
app.mount("#app");
