import type { Aborted, ErrorOf, User, UserAlreadyExists } from "@knetik-users/core";
import { QueryClient, useMutation } from "@tanstack/vue-query";
import { expectTypeOf, test } from "vitest";
import { useRoute } from "vue-router";
import {
  addUserTagMutationOptions,
  registerUserMutationOptions,
  useAddUserTag,
  useDeleteUserTemplate,
  useRegisterUser,
  useSession,
  useStartPasswordReset,
  useSubmitPasswordReset,
  useUpdateUser,
} from "../index.ts";

test("variables have names, and are those of the operation", () => {
  useAddUserTag().mutate({ userId: 1, tag: "vip" });
  useUpdateUser().mutate({ id: "me", changes: { displayName: null } });
  useDeleteUserTemplate().mutate({ id: "a", cascade: "detach" });
  useStartPasswordReset().mutate(1);
  const { params } = useRoute();
  useStartPasswordReset().mutate(params["id"]!);
  useUpdateUser().mutate({ id: params["id"]!, changes: {} });
  useAddUserTag().mutate({ userId: params["id"]!, tag: "vip" });
  // @ts-expect-error A tag is no id.
  useAddUserTag().mutate({ userId: 1, tag: params["tag"]! });
  useSubmitPasswordReset().mutate({ email: "a@b" });
  // @ts-expect-error One way to name the account, not two.
  useSubmitPasswordReset().mutate({ email: "a@b", username: "a" });
  // @ts-expect-error A tag belongs to somebody.
  useAddUserTag().mutate({ tag: "vip" });
  // @ts-expect-error A user name cannot be cleared.
  useUpdateUser().mutate({ id: 1, changes: { username: null } });
});

test("data and errors are those of the operation", async () => {
  const { data, error, mutateAsync, fieldErrors, abort } = useRegisterUser();
  expectTypeOf(data.value).toEqualTypeOf<User | undefined>();
  expectTypeOf(error.value).toEqualTypeOf<ErrorOf<"registerUser"> | Aborted | null>();
  if (error.value?._tag === "UserAlreadyExists") {
    expectTypeOf(error.value).toEqualTypeOf<UserAlreadyExists>();
  }
  expectTypeOf(fieldErrors.value.email).toEqualTypeOf<string | undefined>();
  expectTypeOf(abort).toEqualTypeOf<() => void>();
  expectTypeOf(await mutateAsync({ username: "a", email: "a@b" })).toEqualTypeOf<User>();
  expectTypeOf(useAddUserTag().data.value).toEqualTypeOf<void | undefined>();
});

test("callbacks know their types, and retries are no option", () => {
  useRegisterUser({
    onSuccess: (user, { username }) => {
      expectTypeOf(user).toEqualTypeOf<User>();
      expectTypeOf(username).toEqualTypeOf<string>();
    },
    onError: (error) => {
      expectTypeOf(error._tag).toEqualTypeOf<ErrorOf<"registerUser">["_tag"] | "Aborted">();
    },
  });
  useUpdateUser({
    optimistic:
      (_cache, { id }) =>
      () =>
        expectTypeOf(id).toExtend<number | string | ReadonlyArray<string>>(),
  });
  // @ts-expect-error The client retries.
  useRegisterUser({ retry: 3 });
});

test("options of the call belong to the variables", () => {
  useUpdateUser({
    callOptions: ({ id }) => ({ headers: { "x-user": String(id) } }),
  });
  // @ts-expect-error The composable aborts.
  useUpdateUser({ callOptions: () => ({ signal: new AbortController().signal }) });
});

test("options work with Vue Query's own composable", () => {
  const client = {} as Parameters<typeof registerUserMutationOptions>[0];
  const { data, error } = useMutation(registerUserMutationOptions(client), new QueryClient());
  expectTypeOf(data.value).toEqualTypeOf<User | undefined>();
  expectTypeOf(error.value).toEqualTypeOf<ErrorOf<"registerUser"> | Aborted | null>();
  // @ts-expect-error This client can only register.
  addUserTagMutationOptions(client);
});

test("a sign-in tells what went wrong", async () => {
  const { signIn, error, user, status } = useSession();
  const outcome = await signIn({ username: "a", password: "b" });
  if (!outcome.ok && outcome.error._tag === "TokenFailure") {
    expectTypeOf(outcome.error.oauthError).toEqualTypeOf<string | undefined>();
  }
  if (error.value?._tag === "RateLimited") {
    expectTypeOf(error.value.retryAfter).toEqualTypeOf<number | undefined>();
  }
  expectTypeOf(user.value).toEqualTypeOf<User | undefined>();
  expectTypeOf(status.value).toEqualTypeOf<"restoring" | "signed-out" | "signed-in" | "expired">();
});
