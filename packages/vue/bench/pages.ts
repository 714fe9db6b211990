/** A minimal page that shows one user, with plain Vue Query and fetch. */
export const pageOfVueQuery = `
import { useQuery, VueQueryPlugin } from "@tanstack/vue-query";
import { createApp, h } from "vue";

createApp({
  setup() {
    const { data, error } = useQuery({
      queryKey: ["user", 1],
      queryFn: async ({ signal }) => {
        const response = await fetch("http://127.0.0.1:8080/users/1", { signal });
        if (!response.ok) throw new Error(response.statusText);
        return response.json();
      },
    });
    return () => h("p", error.value ? error.value.message : data.value?.display_name);
  },
}).use(VueQueryPlugin).mount("#app");
`;

/** The same page with this package. */
export const pageOfThis = `
import { createUsers, useUser } from "@knetik-users/vue";
import { createApp, h } from "vue";

createApp({
  setup() {
    const { data, error } = useUser(1);
    return () => h("p", error.value ? error.value.message : data.value?.displayName);
  },
}).use(createUsers({ options: { baseUrl: "http://127.0.0.1:8080" } })).mount("#app");
`;

/** The client alone, without Vue. */
export const pageOfCore = `
import { createUsersClient } from "@knetik-users/core";

const users = createUsersClient({ baseUrl: "http://127.0.0.1:8080" });
users.getUser(1).then(({ displayName }) => (document.body.textContent = displayName));
`;
