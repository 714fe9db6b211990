import { hydrateUsers } from "@knetik-users/vue";
import { createPage } from "./createPage.ts";

const root = document.querySelector<HTMLElement>("#app");
const state = document.querySelector("#users")?.textContent;

const { app, users, queryClient } = createPage(root?.dataset["api"] ?? "");
if (state) hydrateUsers(queryClient, state);
app.mount("#app");
void users.session.restore();
