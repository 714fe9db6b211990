import { html } from "hono/html";
import { sandboxRoot } from "./pageLayout.ts";
import { button, type Html, layout, type Nonce, time } from "./pageLayout.ts";

interface Route {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly example: string | null;
}

/** The state shown on the overview page. */
export interface SandboxState {
  readonly seed: number | null;
  readonly users: number;
  readonly clock: {
    readonly now: number;
    readonly iso: string;
    readonly frozen: boolean;
    readonly offset: number;
  };
  readonly counts: { readonly [name: string]: number };
  readonly credentials: {
    readonly clients: ReadonlyArray<{
      readonly id: string;
      readonly secret: string | null;
      readonly roles: ReadonlyArray<string>;
    }>;
    readonly users: ReadonlyArray<{
      readonly username: string;
      readonly password: string;
      readonly roles: ReadonlyArray<string>;
    }>;
  };
  readonly routes: ReadonlyArray<Route>;
}

const clockCard = ({ now, frozen, offset }: SandboxState["clock"]) => {
  const call = `POST ${sandboxRoot}/clock`;
  const direction = offset < 0 ? "behind" : "ahead of";
  const ahead = offset === 0 ? "real time" : `${Math.abs(offset)} s ${direction} real time`;
  return html`<section class="card">
    <h2>Clock</h2>
    <p class="now">${time(now)}</p>
    <p class="quiet">${frozen ? "Frozen" : "Running"}, ${ahead}</p>
    <div class="row">
      ${button("+ 1 hour", call, `{"advance":3600}`)}
      ${button("+ 1 day", call, `{"advance":86400}`)}
      ${frozen ? button("Run", call, `{"frozen":false}`) : button("Freeze", call, `{"frozen":true}`)}
      ${button("Unset", `DELETE ${sandboxRoot}/clock`)}
    </div>
  </section>`;
};

const contentsCard = ({ seed, counts }: SandboxState) =>
  html`<section class="card tall">
    <h2>Contents</h2>
    <dl>
      <dt>seed</dt>
      <dd>${seed ?? "none"}</dd>
      ${Object.entries(counts).map(
        ([name, count]) =>
          html`<dt>${name.replaceAll("_", " ")}</dt>
            <dd>${count}</dd>`,
      )}
    </dl>
    <div class="row">${button("Reset everything", `POST ${sandboxRoot}/reset`)}</div>
  </section>`;

const credential = (kind: string, name: string, secret: string, roles: ReadonlyArray<string>) =>
  html`<li class="route">
    <span class="method">${kind}</span>
    <span><code>${name}</code> · <code>${secret}</code></span>
    <span class="quiet">${roles.length === 0 ? "no role" : roles.join(", ")}</span>
  </li>`;

const credentialsCard = ({ clients, users }: SandboxState["credentials"]) =>
  html`<section class="card">
    <h2>Credentials</h2>
    <ul>
      ${clients.map(({ id, secret, roles }) => credential("client", id, secret ?? "(public)", roles))}
      ${users.map(({ username, password, roles }) => credential("user", username, password, roles))}
    </ul>
  </section>`;

/** The curl command of a route; `undefined` for a plain GET. */
const curlOf = ({ method, path, example }: Route, origin: string) => {
  if (example === null) return method === "GET" ? undefined : `curl -X ${method} ${origin}${path}`;
  return example.startsWith("?")
    ? `curl ${method === "GET" ? "" : `-X ${method} `}"${origin}${path}${example}"`
    : `curl ${origin}${path} -d '${example}'`;
};

const routeItem = (route: Route, origin: string) => {
  const curl = curlOf(route, origin);
  return html`<li class="route">
    <span class="method">${route.method}</span>
    ${
      route.method === "GET"
        ? html`<a href="${route.path}"><code>${route.path}</code></a>`
        : html`<code>${route.path}</code>`
    }
    <span class="quiet">${route.summary}</span>
    ${curl === undefined ? "" : html`<pre>${curl}</pre>`}
  </li>`;
};

/** The overview page. */
export const indexPage = (options: {
  readonly state: SandboxState;
  readonly origin: string;
  readonly nonce: Nonce;
}): Html => {
  const { state, origin, nonce } = options;
  const content = html`<main class="cards">
    ${clockCard(state.clock)} ${contentsCard(state)} ${credentialsCard(state.credentials)}
    <section class="card wide">
      <h2>Routes</h2>
      <ul>
        ${state.routes.map((route) => routeItem(route, origin))}
      </ul>
    </section>
  </main>`;
  return layout({ title: "Overview", path: `${sandboxRoot}/`, nonce, content });
};
