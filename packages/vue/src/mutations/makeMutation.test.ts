// @vitest-environment happy-dom
import { createUsersClient } from "@knetik-users/core";
import { MutationCache, QueryClient } from "@tanstack/vue-query";
import { expect, it } from "vitest";
import { createApp, h, ref } from "vue";
import { mount, settle, startSandbox, until } from "../../test/support.ts";
import {
  createUsers,
  useAddUserTag,
  useCreateUserTemplate,
  useDeleteUserTemplate,
  usePasswordReset,
  useRegisterUser,
  useSetPassword,
  useSubmitPasswordReset,
  useUpdateUser,
  useUpdateUserTemplate,
  useUser,
  useUsers,
  useUserTags,
  useUserTemplates,
} from "../index.ts";

const account = { username: "ada", email: "ada@example.org", password: "correct horse" };

it("registers and shows errors per field", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ options: sandbox.options }, () => useRegisterUser());
  const { mutateAsync, mutate, error, fieldErrors, data } = page.result;
  await mutateAsync(account);
  expect(data.value?.id).toBe(3);
  mutate(account);
  await until(() => error.value !== null);
  expect(error.value?._tag).toBe("UserAlreadyExists");
  expect(fieldErrors.value.email).toMatch(/taken/);
  mutate({ username: "", email: "nowhere" });
  await until(() => error.value?._tag === "InvalidInput");
  expect(Object.keys(fieldErrors.value).sort()).toEqual(["email", "username"]);
  page.result.reset();
  expect(fieldErrors.value).toEqual({});
});

it("sends the options of the call", async () => {
  await using sandbox = await startSandbox(2);
  const client = sandbox.admin();
  using page = mount({ client }, () =>
    useUpdateUser({
      callOptions: ({ id }) => ({ headers: { "if-match": `"not of ${String(id)}"` } }),
    }),
  );
  const { mutate, error } = page.result;
  mutate({ id: 2, changes: { displayName: "Ada" } });
  await until(() => error.value !== null);
  expect(error.value).toMatchObject({ _tag: "UnexpectedResponse", status: 412 });
  expect((await client.getUser(2)).displayName).not.toBe("Ada");
});

it("refetches nothing when a password is set, because no read has changed", async () => {
  await using sandbox = await startSandbox(2);
  const client = sandbox.admin();
  using page = mount({ client }, () => ({
    user: useUser(2),
    list: useUsers(),
    set: useSetPassword(),
  }));
  const { user, list, set } = page.result;
  await until(() => user.isSuccess.value && list.isSuccess.value);
  sandbox.sent.length = 0;
  await set.mutateAsync({ id: 2, password: "another correct horse" });
  await settle();
  expect(sandbox.lines()).toEqual(["PUT /users/2/password"]);
  expect(await client.getUser(2)).toEqual(user.data.value);
  expect(await client.getUsers({})).toEqual(list.data.value);
});

it("refetches invalidated reads only", async () => {
  await using sandbox = await startSandbox(60);
  using page = mount({ client: sandbox.admin() }, () => ({
    reads: [
      useUserTags(3),
      useUser(3),
      useUsers({ filter: { tag: "vip" } }),
      useUserTags(4),
      useUser(4),
      useUsers({ size: 5 }),
      useUserTemplates(),
    ],
    add: useAddUserTag(),
  }));
  await until(() => page.result.reads.every(({ isSuccess }) => isSuccess.value));
  sandbox.sent.length = 0;
  await page.result.add.mutateAsync({ userId: 3, tag: "new" });
  await settle();
  await until(() => page.result.reads.every(({ isFetching }) => !isFetching.value));
  expect([...sandbox.lines()].sort()).toEqual([
    "GET /users/3",
    "GET /users/3/tags",
    "GET /users?filter_tag=vip",
    "POST /users/3/tags",
  ]);
});

it("refetches nothing if nothing was sent, or if disabled", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ client: sandbox.admin() }, () => ({
    user: useUser(1),
    add: useAddUserTag(),
    quiet: useAddUserTag({ invalidate: false }),
  }));
  await until(() => page.result.user.isSuccess.value);
  sandbox.sent.length = 0;
  await page.result.add.mutateAsync({ userId: 1, tag: "" }).catch(() => {});
  await page.result.quiet.mutateAsync({ userId: 1, tag: "x" });
  await settle();
  expect(sandbox.lines()).toEqual(["POST /users/1/tags"]);
});

it("does not treat a response from before the mutation as fresh", async () => {
  await using sandbox = await startSandbox(2);
  const held = sandbox.hold(({ path, method }) => method === "GET" && path === "/users/1/tags");
  using page = mount({ client: sandbox.admin() }, () => ({
    tags: useUserTags(1),
    add: useAddUserTag(),
  }));
  await until(() => sandbox.lines().includes("GET /users/1/tags"));
  await page.result.add.mutateAsync({ userId: 1, tag: "new" });
  held.release();
  await until(() => page.result.tags.isSuccess.value);
  expect(page.result.tags.data.value).toContain("new");
  expect(sandbox.lines().filter((line) => line === "GET /users/1/tags")).toHaveLength(2);
});

it("creates, changes and deletes templates, and detaches users only on demand", async () => {
  await using sandbox = await startSandbox(60);
  using page = mount({ client: sandbox.admin() }, () => ({
    list: useUserTemplates(),
    create: useCreateUserTemplate(),
    change: useUpdateUserTemplate(),
    remove: useDeleteUserTemplate(),
  }));
  const { list, create, change, remove } = page.result;
  await until(() => list.isSuccess.value);
  const before = list.data.value?.totalElements ?? 0;
  await create.mutateAsync({ id: "guest", name: "Guest" });
  await until(() => list.data.value?.totalElements === before + 1);
  await change.mutateAsync({ id: "guest", changes: { name: "Visitor" } });
  await until(() => list.data.value?.content.some(({ name }) => name === "Visitor") === true);
  remove.mutate({ id: "player" });
  await until(() => remove.error.value !== null);
  expect(remove.error.value?._tag).toBe("TemplateInUse");
  await remove.mutateAsync({ id: "player", cascade: "detach" });
  await until(() => list.data.value?.totalElements === before);
});

it("sets passwords and resets them", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ client: sandbox.admin() }, () => ({
    set: useSetPassword(),
    submit: useSubmitPasswordReset(),
    finish: usePasswordReset(),
  }));
  const { set, submit, finish } = page.result;
  await set.mutateAsync({ id: 2, password: "another password" });
  await submit.mutateAsync({ email: "jdoe@sandbox.example" });
  const mail = await sandbox.fetch("http://localhost/_sandbox/mail", {});
  const [{ body }] = (await mail.json()) as [{ body: string }];
  const secret = /\S{40,}/.exec(body)![0];
  finish.mutate({ id: 2, secret: "wrong", password: "a third password" });
  await until(() => finish.isError.value);
  await finish.mutateAsync({ id: 2, secret, password: "a third password" });
});

it("keeps no password in the cache once its component is gone", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ client: sandbox.admin() }, () => useSetPassword());
  await page.result.mutateAsync({ id: 2, password: "another password" });
  page.unmount();
  await until(() => page.queryClient.getMutationCache().getAll().length === 0);
});

it("does not keep the browser busy while it continues without its component", async () => {
  await using sandbox = await startSandbox(2);
  const held = sandbox.hold(({ method }) => method === "POST");
  const client = createUsersClient(sandbox.options);
  using page = mount({ client }, () => useRegisterUser());
  page.result.mutate(account);
  await until(() => sandbox.sent.length === 1);
  page.unmount();
  // Vue Query checks a pending mutation without a component as often as this.
  expect(page.queryClient.getMutationCache().getAll()[0]?.gcTime).toBeGreaterThanOrEqual(1_000);
  held.release();
  await until(() => page.queryClient.isMutating() === 0);
  await client.close();
});

it("cancels a write on the wire, and before it is sent", async () => {
  await using sandbox = await startSandbox(2);
  sandbox.hold(({ method }) => method === "POST");
  // An asynchronous `onMutate` of the application's mutation cache.
  let go = () => {};
  let slow = false;
  const mutationCache = new MutationCache({
    onMutate: () => (slow ? new Promise<void>((resolve) => (go = resolve)) : undefined),
  });
  using page = mount(
    { options: sandbox.options, queryClient: new QueryClient({ mutationCache }) },
    () => useRegisterUser(),
  );
  page.result.mutate(account);
  await until(() => sandbox.sent.length === 1);
  page.result.abort();
  await until(() => page.result.error.value?._tag === "Aborted");
  expect(sandbox.sent[0]!.signal.aborted).toBe(true);

  slow = true;
  page.result.mutate(account);
  page.result.abort();
  go();
  await until(() => page.result.failureCount.value > 0 && !page.result.isPending.value);
  expect(page.result.error.value?._tag).toBe("Aborted");
  expect(sandbox.sent).toHaveLength(1);
});

it("may be used again after it was cancelled", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ options: sandbox.options }, () => useRegisterUser());
  page.result.mutate(account);
  page.result.abort();
  await until(() => page.result.isError.value);
  await page.result.mutateAsync(account);
  expect(page.result.data.value?.id).toBe(3);
});

it("continues when its component is unmounted, and refetches what it invalidates", async () => {
  await using sandbox = await startSandbox(2);
  const held = sandbox.hold(({ method }) => method === "POST");
  const client = createUsersClient(sandbox.options);
  using form = mount({ client }, () => useRegisterUser());
  using list = mount({ client, queryClient: form.queryClient }, () => useUsers());
  await until(() => list.result.isSuccess.value);
  form.result.mutate(account);
  await until(() => sandbox.lines().includes("POST /users"));
  form.unmount();
  held.release();
  await until(() => list.result.data.value?.totalElements === 3);
  await client.close();
});

it("calls the callbacks of `mutate` although its component is unmounted meanwhile", async () => {
  await using sandbox = await startSandbox(2);
  const held = sandbox.hold(({ method }) => method === "POST");
  const client = createUsersClient(sandbox.options);
  using page = mount({ client }, () => useRegisterUser());
  const told: Array<string> = [];
  page.result.mutate(account, {
    onSuccess: ({ id }, { username }) => told.push(`success ${id} ${username}`),
    onSettled: (data, error) => told.push(`settled ${data?.id} ${error?._tag}`),
  });
  page.result.mutate(
    { ...account, username: "" },
    {
      onError: ({ _tag }, { email }) => told.push(`error ${_tag} ${email}`),
      onSettled: (data, error) => told.push(`settled ${data?.id} ${error?._tag}`),
    },
  );
  page.unmount();
  await until(() => told.length === 2);
  expect(told).toEqual(["error InvalidInput ada@example.org", "settled undefined InvalidInput"]);
  held.release();
  await until(() => told.length === 4);
  expect(told.slice(2)).toEqual(["success 3 ada", "settled 3 undefined"]);
  await client.close();
});

it("calls the callbacks of each `mutate`, not only of the last one", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ options: sandbox.options }, () => useRegisterUser());
  const { mutate, isPending } = page.result;
  const names: Array<string | undefined> = [];
  for (const username of ["ada", "eve", "joe"]) {
    mutate(
      { ...account, username, email: `${username}@example.org` },
      { onSuccess: (_, variables) => names.push(variables.username) },
    );
  }
  await until(() => !isPending.value && names.length === 3);
  expect(names.sort()).toEqual(["ada", "eve", "joe"]);
});

it("tells the callbacks of `mutate` that unmounting has cancelled it", async () => {
  await using sandbox = await startSandbox(2);
  sandbox.hold(() => true);
  const client = createUsersClient(sandbox.options);
  using page = mount({ client }, () => useRegisterUser({ abortOnUnmount: true }));
  const errors: Array<string> = [];
  page.result.mutate(account, { onError: ({ _tag }) => errors.push(_tag) });
  await until(() => sandbox.sent.length === 1);
  page.unmount();
  await until(() => errors.length === 1);
  expect(errors).toEqual(["Aborted"]);
  await client.close();
});

it("keeps its outcome when a callback of `mutate` throws, and reports that error", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ options: sandbox.options }, () => useRegisterUser());
  const reported: Array<unknown> = [];
  const report = (error: unknown) => reported.push(error);
  process.on("unhandledRejection", report);
  try {
    let settled = 0;
    const user = await page.result.mutateAsync(account, {
      onSuccess: () => {
        throw new Error("a mistake of the page");
      },
      onSettled: () => (settled += 1),
    });
    expect(user.id).toBe(3);
    expect(page.result.isSuccess.value).toBe(true);
    expect(settled).toBe(1);
    await until(() => reported.length === 1);
    expect(reported).toEqual([new Error("a mistake of the page")]);
  } finally {
    process.off("unhandledRejection", report);
  }
});

it("finishes after a navigation, and the next page shows the result", async () => {
  await using sandbox = await startSandbox(2);
  const held = sandbox.hold(({ method }) => method === "PUT");
  const route = ref<"edit" | "show">("edit");
  const told: Array<string> = [];
  const Edit = {
    setup: () => {
      const { mutate } = useUpdateUser();
      mutate(
        { id: 2, changes: { displayName: "Jane" } },
        { onSuccess: () => told.push(route.value) },
      );
      return () => "…";
    },
  };
  const Show = {
    setup: () => {
      const { data } = useUser(2);
      return () => data.value?.displayName;
    },
  };
  const root = document.createElement("div");
  const users = createUsers({ client: sandbox.admin() });
  const app = createApp({ render: () => h(route.value === "edit" ? Edit : Show) }).use(users);
  app.mount(root);
  await until(() => sandbox.lines().includes("PUT /users/2"));
  route.value = "show";
  await until(() => root.textContent === "Jane Doe");
  held.release();
  await until(() => root.textContent === "Jane");
  expect(told).toEqual(["show"]);
  app.unmount();
});

it("is cancelled with its component if configured", async () => {
  await using sandbox = await startSandbox(2);
  sandbox.hold(() => true);
  const client = createUsersClient(sandbox.options);
  using stays = mount({ client }, () => useRegisterUser());
  using goes = mount({ client }, () => useRegisterUser({ abortOnUnmount: true }));
  stays.result.mutate(account);
  goes.result.mutate({ ...account, username: "eve" });
  await until(() => sandbox.sent.length === 2);
  stays.unmount();
  goes.unmount();
  await until(() => sandbox.sent[1]!.signal.aborted);
  expect(sandbox.sent[0]!.signal.aborted).toBe(false);
  await client.close();
});

it("calls back after its own work", async () => {
  await using sandbox = await startSandbox(2);
  const told: Array<string> = [];
  using page = mount({ options: sandbox.options }, () =>
    useRegisterUser({
      onMutate: ({ username }) => told.push(`mutate ${username}`),
      onSuccess: ({ id }) => told.push(`success ${id}`),
      onError: ({ _tag }) => told.push(`error ${_tag}`),
      onSettled: () => told.push("settled"),
    }),
  );
  await page.result.mutateAsync(account);
  await page.result.mutateAsync(account).catch(() => {});
  expect(told).toEqual([
    ...["mutate ada", "success 3", "settled"],
    ...["mutate ada", "error UserAlreadyExists", "settled"],
  ]);
});

it("does not wait for the network when the browser is offline", async () => {
  await using sandbox = await startSandbox(2);
  const { onlineManager } = await import("@tanstack/vue-query");
  onlineManager.setOnline(false);
  try {
    using page = mount({ options: sandbox.options }, () => useRegisterUser());
    await page.result.mutateAsync(account);
    expect(page.result.data.value?.id).toBe(3);
  } finally {
    onlineManager.setOnline(true);
  }
});
