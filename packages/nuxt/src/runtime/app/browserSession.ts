import {
  ConnectionFailed,
  createUsersClient,
  type FetchInit,
  type Result,
  type UsersClient,
} from "@knetik-users/core";
import type { Ref } from "vue";
import { changedHeader, noSession, sessionHeader } from "../shared/headers.ts";
import { callsPath } from "../shared/routes.ts";
import type { SessionState } from "../shared/sessionState.ts";
import { pageClient } from "./pageClient.ts";
import { sessionRoutes } from "./sessionRoutes.ts";
import type { PageSession, SignInError } from "./pageSession.ts";

/** The session of a page in the browser, and the client whose calls belong to it. */
export interface BrowserSession extends PageSession {
  readonly client: UsersClient;
}

const unreachable = (operation: string): ConnectionFailed =>
  new ConnectionFailed({
    operation,
    message: `${operation}: The server of this page could not be reached or did not answer as expected. Try again.`,
    reason: "unknown",
    reached: "unknown",
    issues: [],
    retryable: true,
    attempts: 1,
  });

interface BrowserSessionOptions {
  /** The page's state; at first the one it was rendered with. */
  readonly state: Ref<SessionState>;
  /** Path under which the application is served, without a slash at its end. */
  readonly base: string;
  /** Path of the module's routes. */
  readonly path: string;
  /** Clears what the page has loaded for the previous user. */
  readonly onChange: () => void;
}

/** Makes the session of a page in the browser. */
export const browserSession = ({
  state,
  base,
  path,
  onChange,
}: BrowserSessionOptions): BrowserSession => {
  const routes = sessionRoutes(base, path, () => state.value.id);
  const channel = new BroadcastChannel(`knetik-users:${base}${path}`);
  /** Counts sign-ins and sign-outs: a state that was read before one of them is out of date. */
  let changes = 0;
  let changing: Promise<unknown> = Promise.resolve();
  let reading: { readonly confirm: boolean; readonly done: Promise<void> } | undefined;
  let markKnown = () => {};
  const known = new Promise<void>((resolve) => (markKnown = resolve));

  const openClient = (id: string | undefined) =>
    createUsersClient({
      baseUrl: new URL(`${base}${callsPath({ path })}`, location.origin),
      // Calls go to the page's own origin, so they are as safe as the page.
      allowInsecureHttp: true,
      // The session's id in place of a token, so that the client sends calls that need one; `fetch` removes it.
      ...(id !== undefined && { auth: { token: id } }),
      fetch: async (url: string, { headers, ...init }: FetchInit) => {
        const { authorization: _, ...others } = headers;
        const response = await fetch(url, {
          ...init,
          credentials: "same-origin",
          headers: { ...others, [sessionHeader]: id ?? noSession },
        });
        const change = response.headers.get(changedHeader);
        if (change !== null) void refresh({ confirm: change === "expired" });
        return response;
      },
    });
  let client = openClient(state.value.id);

  const apply = (next: SessionState) => {
    const before = state.value;
    state.value = next;
    markKnown();
    if (before.id === next.id) return;
    void client.close();
    client = openClient(next.id);
    onChange();
  };
  /** One after the other, so that the cookie and the page end with the same session. */
  const change = <A>(run: () => Promise<A>): Promise<A> => {
    changes += 1;
    const done = changing.then(run);
    changing = done.catch(() => {});
    return done;
  };
  const readNewest = async (confirm: boolean): Promise<SessionState> => {
    for (;;) {
      await changing;
      const seen = changes;
      const { state: next, error } = await routes.read(confirm);
      if (seen !== changes) continue;
      if (next === undefined) throw error;
      return next;
    }
  };
  const read = async (confirm: boolean) => {
    try {
      apply(await readNewest(confirm));
    } catch {
      // The session could not be read: a page that knows its user keeps showing them. One that does not yet
      // know counts as signed out until it asks again.
      if (state.value.status === "pending") apply({ status: "signed-out" });
    }
  };
  const refresh = async ({ confirm = false } = {}): Promise<void> => {
    // A read that confirms nothing does not answer a request to confirm.
    while (reading !== undefined && confirm && !reading.confirm) {
      await reading.done;
    }
    reading ??= { confirm, done: read(confirm).finally(() => (reading = undefined)) };
    return reading.done;
  };

  channel.addEventListener("message", () => void refresh());
  // The back button may restore a page on which another user was signed in.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) void refresh();
  });
  if (state.value.status !== "pending") markKnown();

  return {
    state,
    client: pageClient(
      client,
      () => known,
      () => client,
    ),
    refresh: () => refresh(),
    signIn: (credentials): Promise<Result<undefined, SignInError>> =>
      change(async () => {
        try {
          const { state: next, error } = await routes.signIn(credentials);
          if (next === undefined) return { ok: false, error: error as SignInError };
          apply(next);
          channel.postMessage("changed");
          return { ok: true, value: undefined };
        } catch {
          return { ok: false, error: unreachable("signIn") };
        }
      }),
    signOut: () =>
      change(async () => {
        const { state: next, error } = await routes.signOut().catch(() => {
          throw unreachable("signOut");
        });
        if (next === undefined) throw error;
        apply(next);
        channel.postMessage("changed");
      }),
  };
};
