import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type * as Fiber from "effect/Fiber";
import * as Random from "effect/Random";
import * as TestClock from "effect/testing/TestClock";
import type { ClientEvent } from "../../src/call/clientEvents.ts";

/** A request received by the in-process API. */
export interface Received {
  /** 1 for the first. */
  readonly number: number;
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  readonly headers: Headers;
  readonly authorization: string | null;
  readonly body: string;
  /** The form fields, as in a token request. */
  readonly form: { readonly [name: string]: string };
  readonly signal: AbortSignal;
}

export type Answer = (received: Received) => Response | Promise<Response>;

/** The base URL of the in-process API. */
export const baseUrl = "https://api.test";

/** An in-process API: a `fetch` that records requests. */
export const inProcess = (answer: Answer) => {
  const received: Array<Received> = [];
  const fetch = async (input: string, init: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const body = await request.text();
    const one: Received = {
      number: received.length + 1,
      method: request.method,
      url,
      path: url.pathname,
      headers: request.headers,
      authorization: request.headers.get("authorization"),
      body,
      form: Object.fromEntries(new URLSearchParams(body)),
      signal: request.signal,
    };
    received.push(one);
    return answer(one);
  };
  const events: Array<ClientEvent> = [];
  return {
    fetch,
    received,
    events,
    /** Options for every client of these tests. */
    options: { baseUrl, fetch, onEvent: (event: ClientEvent) => events.push(event) },
    /** Requests to the token endpoint. */
    tokenRequests: () => received.filter(({ path }) => path === "/oauth/token"),
    /** All other requests. */
    calls: () => received.filter(({ path }) => path !== "/oauth/token"),
  };
};

/** A JSON response. */
export const json = (
  body: unknown,
  status = 200,
  headers: { readonly [name: string]: string } = {},
): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });

/** Never resolves; rejects when the request is aborted. */
export const never = ({ signal }: Received): Promise<Response> =>
  new Promise((_resolve, reject) => {
    const abort = () => {
      reject(new DOMException("The operation was aborted.", "AbortError"));
    };
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  });

/** Runs everything that does not wait for a clock: promises, streams, fibers. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn += 1) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
};

export const settle: Effect.Effect<void> = Effect.promise(settled);

/** Advances the virtual clock, and runs what waited for it. */
export const advance = (milliseconds: number): Effect.Effect<void> =>
  settle.pipe(Effect.andThen(TestClock.adjust(milliseconds)), Effect.andThen(settle));

/** Starts an effect and runs it until it waits for time. */
export const start = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.tap(Effect.forkChild(effect, { startImmediately: true }), () => settle);

/** The exit of a started effect, or `"running"`. */
export const stateOf = <A, E>(fiber: Fiber.Fiber<A, E>): "running" | "succeeded" | "failed" => {
  const exit = fiber.pollUnsafe();
  if (exit === undefined) return "running";
  return Exit.isSuccess(exit) ? "succeeded" : "failed";
};

/** Returns the error of a failed effect; throws if it succeeded. */
export const errorOf = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<E, A> =>
  Effect.flip(effect);

/** Replaces the random generator: it always returns `value`. */
export const withRandom =
  (value: number) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.provideService(effect, Random.Random, {
      nextDoubleUnsafe: () => value,
      nextIntUnsafe: () => Math.floor(value * Number.MAX_SAFE_INTEGER),
    });

/** A user in the API's format. */
export const wireUser = { id: 7, display_name: "Ada" };

/** A page in the API's format. */
export const wirePage = (ids: ReadonlyArray<number>, last?: boolean, number = 0) => ({
  content: ids.map((id) => ({ id })),
  number,
  ...(last !== undefined && { last }),
});
