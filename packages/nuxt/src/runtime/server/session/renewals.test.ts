import { expect, it } from "vitest";
import { makeRenewals, type Renewal } from "./renewals.ts";
import type { SessionRecord } from "./sessionRecord.ts";

const record = (number: number): SessionRecord => ({
  id: "session",
  accessToken: `access-${number}`,
  refreshToken: `refresh-${number}`,
});
const succeeds = (number: number) => (): Promise<Renewal> =>
  Promise.resolve({ ok: true, record: record(number) });
const fails = (rejected: boolean) => (): Promise<Renewal> =>
  Promise.resolve({ ok: false, rejected, error: undefined });
const never = () => Promise.reject(new Error("A refresh token was used twice."));

it("shares one renewal, also with those who come later with the old token", async () => {
  const { renew, newest } = makeRenewals();
  const both = await Promise.all([renew(record(1), succeeds(2)), renew(record(1), never)]);
  expect(both).toEqual([await succeeds(2)(), await succeeds(2)()]);
  expect(await renew(record(1), never)).toEqual(await succeeds(2)());
  await renew(record(2), succeeds(3));
  expect(newest(record(1))).toEqual(record(3));
});

it("remembers a rejection, and a failure only for a second", async () => {
  let now = 0;
  const { renew, isRejected } = makeRenewals({ now: () => now });
  expect(await renew(record(1), fails(false))).toMatchObject({ ok: false, rejected: false });
  expect(isRejected(record(1))).toBe(false);
  now = 999;
  expect(await renew(record(1), never)).toMatchObject({ ok: false });
  now = 1_000;
  expect(await renew(record(1), fails(true))).toMatchObject({ rejected: true });
  expect(isRejected(record(1))).toBe(true);
  expect(await renew(record(1), never)).toMatchObject({ rejected: true });
});

it("forgets tokens after a minute", async () => {
  let now = 0;
  const { renew, newest } = makeRenewals({ now: () => now });
  await renew(record(1), succeeds(2));
  now = 60_000;
  expect(newest(record(1))).toEqual(record(1));
});

it("keeps a token that the API does not replace", async () => {
  const { renew, newest } = makeRenewals();
  const same = { ...record(1), accessToken: "access-2" };
  await renew(record(1), () => Promise.resolve({ ok: true, record: same }));
  expect(newest(record(1))).toEqual(same);
});

it("starts its own renewal where requests may not wait for each other", async () => {
  const { renew } = makeRenewals({ shares: () => false });
  const both = await Promise.all([renew(record(1), succeeds(2)), renew(record(1), succeeds(3))]);
  expect(both.map((each) => each.ok && each.record.accessToken)).toEqual(["access-2", "access-3"]);
});

it("ends a session that has no refresh token", async () => {
  const { renew } = makeRenewals();
  const { id, accessToken } = record(1);
  expect(await renew({ id, accessToken }, never)).toMatchObject({ ok: false, rejected: true });
});
