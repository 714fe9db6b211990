import type {
  createPartialUsersClient,
  ErrorOf,
  Page,
  User,
  UserNotFound,
  UserSummary,
  UserTemplate,
  UsersClient,
} from "@knetik-users/core";
import type { getUser } from "@knetik-users/core/endpoints";
import type { Aborted } from "@knetik-users/core";
import { type QueryClient, useQuery } from "@tanstack/vue-query";
import { expectTypeOf, test } from "vitest";
import { computed, type ComputedRef, ref } from "vue";
import { useRoute } from "vue-router";
import {
  infiniteUsersQueryOptions,
  property,
  useInfiniteUsers,
  useUser,
  userQueryOptions,
  useUsers,
  usersQueryOptions,
  useUserTags,
  useUserTemplate,
  usersKey,
} from "../index.ts";

declare const client: UsersClient;
declare const queryClient: QueryClient;

test("data and errors are those of the endpoint", () => {
  const { data, error } = useUser(1);
  expectTypeOf(data.value).toEqualTypeOf<User | undefined>();
  expectTypeOf(error.value).toEqualTypeOf<ErrorOf<"getUser"> | Aborted | null>();
  expectTypeOf(useUsers().data.value).toEqualTypeOf<Page<UserSummary> | undefined>();
  expectTypeOf(useUserTemplate("a").data.value).toEqualTypeOf<UserTemplate | undefined>();
});

test("an error narrows by its tag, also after destructuring", () => {
  const { error } = useUser(1);
  if (error.value?._tag === "UserNotFound") {
    expectTypeOf(error.value).toEqualTypeOf<UserNotFound>();
  }
  const tag = useUsers().error.value?._tag;
  // @ts-expect-error A user cannot be missing from a list.
  expectTypeOf(tag === "UserNotFound").toEqualTypeOf<boolean>();
});

test("a status narrows what is asked of one result", () => {
  const user = useUser(1);
  if (user.isSuccess.value) expectTypeOf(user.data.value?.id).toEqualTypeOf<number | undefined>();
});

test("parameters are values, refs, computed refs and getters", () => {
  useUser(1);
  useUser("me");
  useUser(ref<number>());
  useUser(() => undefined);
  useUser(computed(() => 3));
  useUsers(ref({ page: 2 }));
  useUsers(() => ({ filter: { tag: "vip" }, order: [{ property: "id", direction: "ASC" }] }));
  // @ts-expect-error There is no such filter.
  useUsers({ filter: { nickname: "x" } });
  // @ts-expect-error An id must be said, or said to be unknown.
  useUser();
});

test("ids may be parameters of a route", async () => {
  const route = useRoute();
  useUser(() => route.params["id"]);
  useUserTags(() => route.params["id"]);
  useUserTemplate(() => route.params["id"]);
  await queryClient.query(userQueryOptions(client, route.params["id"]));
  const key = usersKey("getUser", "42");
  expectTypeOf(queryClient.getQueryData(key)).toEqualTypeOf<User | undefined>();
  // @ts-expect-error A search is no id.
  usersQueryOptions(client, route.params["id"]);
});

test("options may follow something, and retries are no option", () => {
  const enabled = ref(true);
  useUser(1, { enabled });
  useUser(1, () => ({ enabled: enabled.value, staleTime: 5_000 }));
  // @ts-expect-error The client retries.
  useUser(1, { retry: 3 });
});

test("select changes what the data is", () => {
  const { data } = useUser(1, { select: ({ email }) => email ?? "" });
  expectTypeOf(data.value).toEqualTypeOf<string | undefined>();
});

test("rows of all pages", () => {
  const { rows, data } = useInfiniteUsers({ size: 10 });
  expectTypeOf(rows).toEqualTypeOf<ComputedRef<ReadonlyArray<UserSummary>>>();
  expectTypeOf(data.value?.pageParams).toEqualTypeOf<Array<number> | undefined>();
});

test("keys have the types of their data", () => {
  expectTypeOf(queryClient.getQueryData(usersKey("getUser", 1))).toEqualTypeOf<User | undefined>();
  const pages = queryClient.getQueryData(usersKey.infinite("getUsers", {}));
  expectTypeOf(pages?.pages[0]?.content).toEqualTypeOf<ReadonlyArray<UserSummary> | undefined>();
  // @ts-expect-error No endpoint of this name is read.
  usersKey("addUserTag", 1);
});

test("options work wherever Vue Query takes some, with their types", async () => {
  expectTypeOf(await queryClient.query(userQueryOptions(client, 1))).toEqualTypeOf<User>();
  expectTypeOf(await queryClient.query(usersQueryOptions(client))).toEqualTypeOf<
    Page<UserSummary>
  >();
  await queryClient.infiniteQuery(infiniteUsersQueryOptions(client));
  const { data, error } = useQuery(() => userQueryOptions(client, 1));
  expectTypeOf(data.value).toEqualTypeOf<User | undefined>();
  expectTypeOf(error.value).toEqualTypeOf<ErrorOf<"getUser"> | Aborted | null>();
  const partial = {} as ReturnType<typeof createPartialUsersClient<{ getUser: typeof getUser }>>;
  userQueryOptions(partial, 1);
  // @ts-expect-error This client cannot list users.
  usersQueryOptions(partial);
});

test("a property has the requested type", () => {
  const user = {} as User;
  expectTypeOf(property(user, "avatar", "image")?.url).toEqualTypeOf<string | undefined>();
  expectTypeOf(property(user, "level", "integer")?.value).toEqualTypeOf<number | undefined>();
  expectTypeOf(property(user, "last", "date")?.value).toEqualTypeOf<Date | undefined>();
  // @ts-expect-error There is no such kind.
  property(user, "avatar", "picture");
});
