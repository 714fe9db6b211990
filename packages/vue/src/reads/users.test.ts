// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { ref } from "vue";
import { mount, startSandbox, until } from "../../test/support.ts";
import { useUser } from "../index.ts";

it("reads a user, and another when the id changes", async () => {
  await using sandbox = await startSandbox();
  const id = ref<number | undefined>(1);
  using page = mount({ client: sandbox.admin() }, () => useUser(id));
  const { data, isPending, isSuccess } = page.result;
  expect(isPending.value).toBe(true);
  await until(() => isSuccess.value);
  expect(data.value?.username).toBe("admin");
  expect(data.value?.memberSince).toBeInstanceOf(Date);
  id.value = 2;
  await until(() => data.value?.username === "jdoe");
});
