import { expect } from "vitest";
import type { Answer, Sent } from "../support.ts";

type Call = (method: string, path: string, sent?: Sent) => Promise<Answer>;

/** Acknowledged writes: each is a different tag. */
export interface Acknowledged {
  /** Writes until it is stopped or the server is gone. Returns all error responses. */
  readonly write: (call: Call, token: string, goesOn: () => boolean) => Promise<Array<Answer>>;
  readonly count: () => number;
  /** Checks that each is stored. */
  readonly verify: (call: Call, token: string) => Promise<void>;
}

/** Sandbox users, whose ids follow `admin` and `jdoe`. */
export const acknowledgedWrites = (people: number): Acknowledged => {
  const tags = new Map<number, Set<string>>();
  let written = 0;
  return {
    write: async (call, token, goesOn) => {
      const failures: Array<Answer> = [];
      while (goesOn()) {
        written += 1;
        const id = 3 + (written % people);
        const value = `tag${written}`;
        const answer = await call("POST", `/users/${id}/tags`, { json: { value }, token }).catch(
          // The server is gone before it responded: the result is unknown.
          () => undefined,
        );
        if (answer === undefined) break;
        if (answer.status === 204) tags.set(id, (tags.get(id) ?? new Set()).add(value));
        else failures.push(answer);
      }
      return failures;
    },
    count: () => [...tags.values()].reduce((sum, { size }) => sum + size, 0),
    verify: async (call, token) => {
      for (const [id, expected] of tags) {
        const { body } = await call("GET", `/users/${id}/tags`, { token });
        const present = new Set(body);
        expect([...expected].filter((tag) => !present.has(tag))).toEqual([]);
      }
    },
  };
};
