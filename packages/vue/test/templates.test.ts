// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { createApp, reactive, h } from "vue";
import { createUsers } from "../src/index.ts";
import { startSandbox, until } from "./support.ts";
import UserCard from "./templates/UserCard.vue";

it("renders data, errors and the fields of a form", async () => {
  await using sandbox = await startSandbox(9);
  const props = reactive<{ id: number | undefined }>({ id: 2 });
  const root = document.createElement("div");
  const auth = {
    grant: "password",
    clientId: "web",
    username: "jdoe",
    password: "sandbox-jdoe",
  } as const;
  const app = createApp({ render: () => h(UserCard, { id: props.id }) }).use(
    createUsers({ options: { ...sandbox.options, auth } }),
  );
  app.mount(root);
  expect(root.textContent).toContain("…");
  await until(() => root.querySelector("h1")?.textContent === "JANE DOE");
  expect(root.querySelector("img")?.getAttribute("src")).toBe("https://cdn.example/avatars/2.png");
  props.id = 999;
  await until(() => root.textContent.includes("User not found (404)"));
  await sandbox
    .admin()
    .registerUser({ username: "eve", email: "ada@example.org", password: "a-password" });
  root.querySelector("form")?.dispatchEvent(new Event("submit"));
  await until(() => root.textContent.includes("1 taken"));
  expect(root.querySelector("em")?.textContent).toMatch(/taken/);
  app.unmount();
});
