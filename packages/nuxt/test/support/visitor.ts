/** A visitor without a browser: keeps cookies, and calls the module's routes as a page does. */
export interface Visitor {
  readonly get: (path: string) => Promise<Response>;
  readonly html: (path: string) => Promise<string>;
  readonly send: (path: string, init?: RequestInit) => Promise<Response>;
  readonly signIn: (username: string, password?: string) => Promise<SessionReply>;
  readonly session: (confirm?: boolean) => Promise<SessionReply>;
  readonly call: (path: string, init?: RequestInit) => Promise<Response>;
  readonly cookies: Map<string, string>;
}

interface SessionReply {
  readonly state?: { readonly status: string; readonly id?: string };
  readonly error?: { readonly _tag: string };
}

/** Makes a visitor of an instance; `url` is read for each request. */
export const visitor = (url: () => string): Visitor => {
  const cookies = new Map<string, string>();
  let id = "none";
  const get = async (path: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = new Headers(init.headers);
    if (cookie !== "") headers.set("cookie", cookie);
    const response = await fetch(`${url()}${path}`, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const [name = "", value = ""] = pair.split("=", 2);
      if (attributes.includes("Max-Age=0")) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const send = (path: string, init: RequestInit = {}) =>
    get(path, { ...init, headers: { "x-users-session": id, ...(init.headers as object) } });
  const reply = async (sent: Promise<Response>) => {
    const body = (await (await sent).json()) as SessionReply;
    if (body.state !== undefined) id = body.state.id ?? "none";
    return body;
  };
  return {
    cookies,
    get,
    send,
    html: async (path) => (await get(path)).text(),
    signIn: (username, password = `sandbox-${username}`) =>
      reply(
        send("/api/_users/sign-in", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ username, password }),
        }),
      ),
    session: (confirm = false) => reply(send(`/api/_users/session${confirm ? "?confirm" : ""}`)),
    call: (path, init) => send(`/api/_users/calls${path}`, init),
  };
};
