import * as Effect from "effect/Effect";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { hashPassword } from "../../src/api/password-hashing/passwordHash.ts";
import { cheapPasswords } from "../services.ts";
import { type Fixture, start } from "../support.ts";
import { type Difference, differenceOf, medianOf, shuffled } from "./statistics.ts";

const rounds = 2_000;
const most = 12_000;
const warmUp = -50;
const people = 300;
/** Milliseconds. */
const tolerance = 1;

// The limits are out of reach, but checking them still takes time.
const unreached = { limit: 1_000_000, seconds: 1_000_000 };
const limits = {
  signIn: { address: unreached, account: unreached, accountFromAddress: unreached },
  passwordReset: { address: unreached, account: unreached, recipient: unreached },
};

let fixture: Fixture;
let names: ReadonlyArray<{ id: number; username: string; email: string }>;
beforeAll(async () => {
  fixture = await start({
    sandbox: { users: people },
    passwords: cheapPasswords,
    limits,
    trustProxy: 1,
  });
  const { queries } = fixture.database;
  const hash = await Effect.runPromise(hashPassword("a-password", cheapPasswords));
  // Every third user has no password.
  await queries.updateTable("users").set({ password_hash: hash }).execute();
  await queries.updateTable("users").set({ password_hash: null }).where("id", ">", 200).execute();
  names = await queries.selectFrom("users").select(["id", "username", "email"]).execute();
});
afterAll(() => fixture.server.close());

const headers = { "x-forwarded-for": "203.0.113.1" };
const withPassword = (round: number) => names[round % 200]!;
const withoutPassword = (round: number) => names[200 + (round % (people - 200))]!;

const signIn = async (username: string) => {
  const form = { grant_type: "password", client_id: "web", username, password: "wrong" };
  expect((await fixture.grant(form, headers)).status).toBe(400);
};
const submit = async (json: object) => {
  const answer = await fixture.call("POST", "/users/password-reset", { json, headers });
  expect(answer.status).toBe(204);
};
const startReset = async (id: number) => {
  const answer = await fixture.call("POST", `/users/${id}/password-reset`, { headers });
  expect(answer.status).toBe(204);
};

/** Whether the difference is below the tolerance, with 99 % confidence. */
const isWithin = ({ low, high }: Difference) => low > -tolerance && high < tolerance;

/** Requests by endpoint; the one for an unknown account first. */
const cases: Record<string, Record<string, (round: number) => Promise<void>>> = {
  "sign-in": {
    nobody: (round) => signIn(`nobody${round}.else`),
    "a wrong password": (round) => signIn(withPassword(round).username),
    "a wrong password, in capitals": (round) => signIn(withPassword(round).username.toUpperCase()),
    "somebody without a password": (round) => signIn(withoutPassword(round).username),
  },
  "a reset by id": {
    nobody: (round) => startReset(1_000_000 + round),
    somebody: (round) => startReset(withPassword(round).id),
  },
  "a reset by e-mail address": {
    nobody: (round) => submit({ email: `nobody${round}@sandbox.example` }),
    somebody: (round) => submit({ email: withPassword(round).email }),
  },
  "a reset by user name": {
    nobody: (round) => submit({ username: `nobody${round}.else` }),
    somebody: (round) => submit({ username: withPassword(round).username }),
  },
};

describe.each(Object.entries(cases))("%s", (title, ways) => {
  it("takes as long for a known as for an unknown account", { timeout: 900_000 }, async () => {
    const entries = Object.entries(ways);
    const samples = entries.map((): Array<number> => []);
    const sample = async (from: number, to: number) => {
      for (let round = from; round < to; round += 1) {
        for (const index of shuffled(entries.length, round - warmUp)) {
          const start = performance.now();
          await entries[index]![1](Math.abs(round));
          const milliseconds = performance.now() - start;
          // The first rounds are discarded: code and caches are cold.
          if (round >= 0) samples[index]!.push(milliseconds);
        }
      }
    };
    const [nobody = [], ...others] = samples;
    const differences = () => others.map((other) => differenceOf(nobody, other));
    await sample(warmUp, rounds);
    // A busy machine needs more rounds to decide.
    for (let to = rounds; to < most && !differences().every(isWithin); to += rounds) {
      await sample(to, to + rounds);
    }
    for (const [index, other] of others.entries()) {
      const difference = differenceOf(nobody, other);
      const { median, low, high } = difference;
      const [name] = entries[index + 1]!;
      console.log(
        `${inject("engine")}: ${title}, ${name}: ${other.length} samples, ` +
          `median ${medianOf(other).toFixed(3)} ms (nobody ${medianOf(nobody).toFixed(3)} ms), ` +
          `difference ${median.toFixed(3)} ms [${low.toFixed(3)}, ${high.toFixed(3)}]`,
      );
      expect([name, isWithin(difference)]).toEqual([name, true]);
    }
  });
});
