// @vitest-environment happy-dom
import { createTestUsers } from "@knetik-users/vue/testing";
import { flushPromises, mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import SignIn from "../newcomer/App.vue";
import AuthorCell from "./AuthorCell.vue";
import Avatar from "./Avatar.vue";
import RegisterForm from "./RegisterForm.vue";
import UserList from "./UserList.vue";

it("follows a search and its pages", async () => {
  await using users = await createTestUsers({ as: "admin", server: { sandbox: { users: 60 } } });
  const wrapper = mount(UserList, { global: { plugins: [users] } });
  await expect.poll(() => wrapper.findAll("li").length).toBe(50);
  await wrapper.get("button").trigger("click");
  await expect.poll(() => wrapper.findAll("li").length).toBe(10);
  await wrapper.get("input").setValue("Jane");
  await expect.poll(() => wrapper.findAll("li").map((row) => row.text())).toEqual(["Jane Doe"]);
  wrapper.unmount();
});

it("shows an author, or that the user was deleted", async () => {
  await using users = await createTestUsers();
  const options = { global: { plugins: [users] } };
  const [author, deleted] = [2, 999].map((authorId) =>
    mount(AuthorCell, { props: { authorId }, ...options }),
  );
  await expect.poll(() => author?.text()).toBe("Jane Doe");
  expect(deleted?.text()).toBe("a deleted user");
});

it("signs in and out, and keeps no password in the form", async () => {
  await using users = await createTestUsers();
  const wrapper = mount(SignIn, { global: { plugins: [users] } });
  const values = () => wrapper.findAll("input").map(({ element }) => element.value);
  const [username, password] = wrapper.findAll("input");
  await username?.setValue("jdoe");
  await password?.setValue("sandbox-jdoe");
  await wrapper.get("form").trigger("submit");
  await expect.poll(() => wrapper.find("h1").exists()).toBe(true);
  await wrapper.get("button").trigger("click");
  await expect.poll(values).toEqual(["jdoe", ""]);
  wrapper.unmount();
});

it("shows an avatar and a level", async () => {
  await using users = await createTestUsers({ as: "jdoe" });
  const wrapper = mount(Avatar, { props: { id: 2 }, global: { plugins: [users] } });
  await expect.poll(() => wrapper.get("img").attributes("src")).toMatch(/avatars\/2\.png$/);
  expect(wrapper.text()).toMatch(/^Level \d+$/);
});

it("registers a user, and shows what is wrong with a field", async () => {
  await using users = await createTestUsers();
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: "/:page(.*)", component: { render: () => "" } }],
  });
  await router.push("/register");
  const wrapper = mount(RegisterForm, { global: { plugins: [users, router] } });
  const [username, email, password] = wrapper.findAll("input");
  await username?.setValue("jdoe");
  await email?.setValue("ada@example.org");
  await password?.setValue("correct horse battery");
  await wrapper.get("form").trigger("submit");
  await expect.poll(() => wrapper.text()).toContain("is already taken");
  await username?.setValue("ada");
  await wrapper.get("form").trigger("submit");
  await expect.poll(() => router.currentRoute.value.path).toMatch(/^\/users\/\d+$/);
  await flushPromises();
  wrapper.unmount();
});
