// @vitest-environment happy-dom
import { createTestUsers } from "@knetik-users/vue/testing";
import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import Profile from "./Profile.vue";

it("renames the user", async () => {
  await using users = await createTestUsers({ as: "jdoe" });
  const wrapper = mount(Profile, { props: { id: "me" }, global: { plugins: [users] } });
  await expect.poll(() => wrapper.text()).toContain("Jane Doe");

  await wrapper.get("form").trigger("submit");
  await expect.poll(() => wrapper.get("h1").text()).toBe("Ada");
  await expect.poll(async () => (await users.admin.getUser(2)).displayName).toBe("Ada");
});
