import type { Statistics } from "@knetik-users/core/admin";
import { adminContract, getStatistics } from "@knetik-users/core/admin";
import { expectTypeOf, test } from "vitest";
import { createUsers, type UsersPlugin, type UsersSession } from "../index.ts";

const options = { baseUrl: "http://127.0.0.1:8080" };
const session = { clientId: "web" };

test("the client has the methods of other endpoints", () => {
  const users = createUsers({ options, session, endpoints: adminContract });
  expectTypeOf(users.session).toEqualTypeOf<UsersSession>();
  expectTypeOf(users.client.getStatistics).returns.resolves.toEqualTypeOf<Statistics>();
  expectTypeOf(users.client.getUser).toBeFunction();
  expectTypeOf(users).toExtend<UsersPlugin>();
  // @ts-expect-error Tags are not paged.
  void users.client.all.getUserTags;
  void users.client.all.getAuditRecords({ user: 1 });

  const some = createUsers({ options, endpoints: { getStatistics } });
  void some.client.result.getStatistics();
  // @ts-expect-error It is not among the endpoints.
  void some.client.getAccount;
});

test("the client has the methods of the API alone by default", () => {
  const { client } = createUsers({ options, session });
  // @ts-expect-error It belongs to other endpoints.
  void client.getStatistics;
  // @ts-expect-error A client has methods of its own.
  createUsers({ client, endpoints: adminContract });
});
