import { type UsersError, usersErrorFromPlain } from "@knetik-users/core";
import { noSession, sessionHeader } from "../shared/headers.ts";
import { sessionPath, signInPath, signOutPath } from "../shared/routes.ts";
import type { SessionState, SessionStatus } from "../shared/sessionState.ts";

/** The response of a route of the session: the new state, or the API's error. */
type RouteResponse =
  | { readonly state: SessionState; readonly error?: undefined }
  | { readonly state?: undefined; readonly error: UsersError };

const statuses: ReadonlyArray<unknown> = [
  "signed-out",
  "signed-in",
  "expired",
] satisfies ReadonlyArray<SessionStatus>;

const isState = (value: unknown): value is SessionState =>
  typeof value === "object" &&
  value !== null &&
  "status" in value &&
  statuses.includes(value.status);

const read = (json: unknown): RouteResponse | undefined => {
  if (typeof json !== "object" || json === null) return undefined;
  if ("state" in json && isState(json.state)) return { state: json.state };
  // Nuxt's own errors have an `error`, too, which is `true`.
  const error = "error" in json ? usersErrorFromPlain(json.error) : undefined;
  return error && { error };
};

/** The routes of the session, as a page calls them. Each rejects if the server cannot be reached, or fails. */
export const sessionRoutes = (base: string, path: string, id: () => string | undefined) => {
  const request = async (
    method: "GET" | "POST",
    route: string,
    body?: object,
  ): Promise<RouteResponse> => {
    const response = await fetch(`${base}${route}`, {
      method,
      credentials: "same-origin",
      headers: {
        [sessionHeader]: id() ?? noSession,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const json: unknown = await response.json().catch(() => undefined);
    const outcome = read(json);
    if (outcome === undefined) {
      throw new Error(`The server answered ${response.status} to ${route}.`);
    }
    return outcome;
  };
  const paths = { path };
  return {
    read: (confirm: boolean) => request("GET", `${sessionPath(paths)}${confirm ? "?confirm" : ""}`),
    signIn: (credentials: { readonly username: string; readonly password: string }) =>
      request("POST", signInPath(paths), credentials),
    signOut: () => request("POST", signOutPath(paths)),
  };
};
