import { fakeUsersService } from "@knetik-users/nestjs/testing";
import { expect, it } from "vitest";
import { BanList } from "./ban-list.service.ts";

it("does not cache tags read before a ban", async () => {
  let tags: ReadonlyArray<string> = [];
  let answer = (): void => {};
  const users = fakeUsersService({
    getUserTags: async () => {
      const found = tags;
      await new Promise<void>((resolve) => (answer = resolve));
      return found;
    },
  });
  const bans = new BanList(users);
  const before = bans.isBanned(1);
  tags = ["banned"];
  bans.invalidate(1);
  answer();
  await before;
  const after = bans.isBanned(1);
  answer();
  expect(await after).toBe(true);
  // Now it is cached and the API is not called.
  expect(await bans.isBanned(1)).toBe(true);
});
