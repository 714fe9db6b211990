import { createUsers } from "@knetik-users/vue";
import { createApp } from "vue";
import App from "./App.vue";

const users = createUsers({
  options: { baseUrl: "http://127.0.0.1:8080" },
  session: { clientId: "web" },
});
createApp(App).use(users).mount("#app");
