// @vitest-environment happy-dom
import { UserNotFound } from "@knetik-users/core";
import { createFakeUsers, fakeError } from "@knetik-users/vue/testing";
import { cleanup, render, screen } from "@testing-library/vue";
import { afterEach, expect, it } from "vitest";
import Profile from "./Profile.vue";

afterEach(cleanup);

it("shows the user", async () => {
  const users = createFakeUsers({
    getUser: async (id) => ({ id: Number(id), displayName: "Ada" }),
  });
  render(Profile, { props: { id: 2 }, global: { plugins: [users] } });
  expect((await screen.findByRole("heading")).textContent).toBe("Ada");
});

it("shows that there is no such user", async () => {
  const getUser = () => Promise.reject(fakeError(UserNotFound, { message: "No such user." }));
  const users = createFakeUsers({ getUser });
  render(Profile, { props: { id: 999 }, global: { plugins: [users] } });
  expect((await screen.findByRole("alert")).textContent).toBe("No such user.");
});
