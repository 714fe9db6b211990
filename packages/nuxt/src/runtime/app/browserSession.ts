import {
  ConnectionFailed,
  createUsersClient,
  type FetchInit,
  type Result,
  type UsersClient,
  type UsersError,
  usersErrorFromPlain,
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
    message: `${operation}: The server of this page could not be reached. Check the connection and try again.`,
    reason: "unknown",
    reached: "unknown",
    issues: [],
    retryable: true,
    attempts: 1,
  });

interface BrowserSessionOptions {
  /** The state that the page was rendered with. */
  readonly state: Ref<SessionState>;
  /** The application's base URL, without a slash at its end. */
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
  let reading: Promise<void> | undefined;
  let markKnown = () => {};
  const known = new Promise<void>((resolve) => (markKnown = resolve));

  const openClient = (id: string | undefined) =>
    createUsersClient({
      baseUrl: new URL(`${base}${callsPath({ path })}`, location.origin),
      // As safe as the page itself.
      allowInsecureHttp: true,
      // Not a token: it makes the client send calls that need one.
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
  const read = async (confirm: boolean) => {
    try {
      const { state: next } = await routes.read(confirm);
      if (next !== undefined) apply(next);
    } catch {
      // Offline: a page that knows its user keeps showing it. Any other is anonymous until it asks again.
      if (state.value.status === "pending") apply({ status: "signed-out" });
    }
  };
  const refresh = ({ confirm = false } = {}): Promise<void> => {
    reading ??= read(confirm).finally(() => (reading = undefined));
    return reading;
  };

  channel.addEventListener("message", () => void refresh());
  // The back button may show a page that was left with another user.
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
    signIn: async (credentials): Promise<Result<undefined, SignInError>> => {
      try {
        const { state: next, error } = await routes.signIn(credentials);
        if (next === undefined) {
          const failure: UsersError | undefined = usersErrorFromPlain(error);
          return {
            ok: false,
            error: (failure as SignInError | undefined) ?? unreachable("signIn"),
          };
        }
        apply(next);
        channel.postMessage("changed");
        return { ok: true, value: undefined };
      } catch {
        return { ok: false, error: unreachable("signIn") };
      }
    },
    signOut: async () => {
      const { state: next } = await routes.signOut().catch(() => {
        throw unreachable("signOut");
      });
      if (next !== undefined) apply(next);
      channel.postMessage("changed");
    },
  };
};
