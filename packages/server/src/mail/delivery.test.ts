import { expect, it, onTestFinished, vi } from "vitest";
import { openDatabase } from "../database/database.ts";
import { databaseKind } from "../database/resolveDatabase.ts";
import { startDelivery } from "./delivery.ts";

it("goes on while messages to more hosts hang than may be in flight", async () => {
  const database = await openDatabase(databaseKind({ file: ":memory:" }));
  let skipped = 0;
  let failures = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => skipped);
  const ends: Array<() => void> = [];
  const sent: Array<string> = [];
  const user = {
    email: "u",
    email_key: "u",
    display_name_key: "u",
    member_since: 0,
    last_updated: 0,
  };
  await database.queries
    .insertInto("users")
    .values({ ...user, id: 1, username: "u", username_key: "u" })
    .execute();
  const write = (recipient: string) =>
    database.queries
      .insertInto("outbox")
      .values({ user_id: 1, recipient, subject: "", body: "b", created_at: 1, expires_at: 9_999 })
      .execute();
  const delivery = startDelivery(
    { database, now: () => 100 },
    {
      send: ({ recipient }) => {
        if (!recipient.includes("tarpit")) {
          sent.push(recipient);
          return Promise.resolve();
        }
        return new Promise((resolve) => ends.push(resolve));
      },
    },
    { intervalMilliseconds: 5, onFailure: () => (failures += 1) },
  );
  onTestFinished(async () => {
    clock.mockRestore();
    const ending = setInterval(() => {
      for (const end of ends.splice(0)) end();
    }, 1);
    await delivery.stop();
    clearInterval(ending);
    await database.close();
  });
  const isSent = (recipient: string) => expect.poll(() => sent).toContain(recipient);
  for (let host = 0; host < 50; host += 1) await write(`x@tarpit${host}.example`);
  for (let round = 1; round <= 5; round += 1) {
    await expect.poll(() => ends.length).toBe(round * 10);
    // They hang.
    skipped += 2_000;
  }
  await write("waiting@fast.example");
  await write("x@tarpit50.example");
  skipped += 2_000;
  await isSent("waiting@fast.example");
  // It has not waited until one of them failed.
  expect(failures).toBe(0);
  // Those that hang no longer keep others from being sent, and no more than the limit go on at once.
  await expect.poll(() => ends.length).toBe(51);
});
