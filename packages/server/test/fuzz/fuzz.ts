import type { OperationName } from "@knetik-users/core/effect";
import * as fc from "fast-check";
import { expect } from "vitest";
import type { LogEntry } from "../../src/index.ts";
import { cheapPasswords } from "../services.ts";
import { type Fixture, start } from "../support.ts";
import { authorizationOf, userOf } from "./callers.ts";
import { checkAnswer, endpointAt, type RawAnswer } from "./checkAnswer.ts";
import { isOneUser, mayChange, type Succeeded, withoutActivity } from "./mayChange.ts";
import { isPlanted, plant } from "./planted.ts";
import { type FuzzedRequest, requests } from "./requests.ts";
import { changesBetween, type Snapshot, snapshot } from "./tables.ts";

/** Many times longer than any response takes: a slower call hangs. */
const patience = 120_000;

/** Responses by operation and status. */
export type Tally = Map<string, Map<number, number>>;

const withinPatience = async <A>(work: Promise<A>): Promise<A> => {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error("There was no response."));
    }, patience);
  });
  return Promise.race([work, hang]).finally(() => {
    clearTimeout(timer);
  });
};

const send = async (fixture: Fixture, sent: FuzzedRequest): Promise<RawAnswer> => {
  const { method, path, body } = sent;
  const headers = new Headers([
    ...sent.headers.map(([name, value]): [string, string] => [name, value]),
  ]);
  const authorization = authorizationOf(sent.caller);
  if (authorization !== undefined) headers.set("authorization", authorization);
  const hasBody = !/^(get|head)$/i.test(method);
  const request = new Request(`http://test${path}`, {
    method,
    headers,
    body: hasBody ? (body ?? null) : null,
  });
  const response = await withinPatience(fixture.server.fetch(request));
  const text = await withinPatience(response.text());
  return { status: response.status, headers: response.headers, text };
};

const textsOf = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
};
const sentTexts = (body: FuzzedRequest["body"]) => {
  try {
    return textsOf(
      JSON.parse(typeof body === "string" ? body : Buffer.from(body ?? []).toString()),
    );
  } catch {
    return [];
  }
};

/** The path segments at the template's placeholders. */
const paramsOf = (template: string, path: string): Record<string, string> => {
  const parts = new URL(`http://test${path}`).pathname.split("/");
  return Object.fromEntries(
    template.split("/").flatMap((part, index) => {
      const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
      return name === undefined ? [] : [[name, decodeURIComponent(parts[index] ?? "")]];
    }),
  );
};

/** Checks that only rows the call may change were changed. */
const checkChanges = (
  name: OperationName | undefined,
  call: Succeeded,
  isDone: boolean,
  [before, after]: readonly [Snapshot, Snapshot],
) => {
  const changes = changesBetween(before, after).flatMap((change) =>
    withoutActivity(change, call.callerId),
  );
  const unasked = changes.filter(
    (change) => !isDone || name === undefined || !mayChange[name](change, call),
  );
  expect(unasked).toEqual([]);
  if (name === "submitPasswordReset" && isDone) {
    expect(isOneUser(changes, call, before.get("users")!.values())).toBe(true);
  }
};

/** Sends all kinds of requests to a new server, and checks responses and tables. */
export const fuzz = async (numRuns: number, tally: Tally = new Map()): Promise<Tally> => {
  const entries: Array<LogEntry> = [];
  await using fixture = await start({
    sandbox: { users: 6 },
    passwords: cheapPasswords,
    log: (entry) => entries.push(entry),
  });
  const { queries } = fixture.database;
  let stored = await snapshot(queries);
  await fc.assert(
    fc.asyncProperty(requests, async (sent) => {
      if (!isPlanted(stored)) {
        await plant(queries);
        stored = await snapshot(queries);
      }
      const before = stored;
      entries.length = 0;
      const answer = await send(fixture, sent);
      stored = await snapshot(queries);
      const [entry] = entries;
      const { path, method = sent.method, error } = entry ?? { path: undefined };
      expect(error).toBeUndefined();
      const endpoint = endpointAt(method, path);
      const isPreflight = method === "OPTIONS" && answer.status === 204;
      const body = isPreflight ? undefined : checkAnswer(endpoint, method, answer);
      const call = {
        params: endpoint === undefined ? {} : paramsOf(endpoint.path, sent.path),
        callerId: userOf[sent.caller],
        sent: sentTexts(sent.body),
        body,
      };
      const name = endpoint?.name as OperationName | undefined;
      checkChanges(name, call, answer.status < 400, [before, stored]);
      const statuses = tally.get(name ?? "none") ?? new Map<number, number>();
      tally.set(name ?? "none", statuses);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    }),
    { numRuns },
  );
  return tally;
};
