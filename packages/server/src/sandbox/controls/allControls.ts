import * as Effect from "effect/Effect";
import { runOne } from "../../database/database.ts";
import { sandboxClients, sandboxUsers } from "../sample-data/credentials.ts";
import { indexPage } from "../pages/indexPage.ts";
import type { Sandbox } from "../instance/sandbox.ts";
import { clockControls } from "./clockControls.ts";
import type { Control } from "./sandboxControl.ts";
import { sandboxRoot } from "../pages/pageLayout.ts";
import { faultControls } from "./faultControls.ts";
import { mailControls } from "./mailControls.ts";
import { describePopulation, populationControls } from "./populationControls.ts";
import { requestControls } from "./requestControls.ts";
import { snapshotControls } from "./snapshotControls.ts";

const countsOf = Effect.fnUntraced(function* (sandbox: Sandbox) {
  const count = (table: "users" | "templates" | "access_tokens" | "outbox") =>
    runOne(
      sandbox.database.queries
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number | string>().as("count")),
    ).pipe(Effect.map(({ count: rows }) => Number(rows)));
  return {
    users: yield* count("users"),
    templates: yield* count("templates"),
    access_tokens: yield* count("access_tokens"),
    mail: yield* count("outbox"),
    requests: sandbox.recorder.count(),
    faults: sandbox.faults.list().length,
    snapshots: sandbox.snapshots.list().length,
  };
});

const index: Control = {
  method: "GET",
  path: "/",
  summary: "Overview",
  answer: Effect.fnUntraced(function* ({ sandbox, origin }) {
    const state = {
      ...describePopulation(sandbox),
      counts: yield* countsOf(sandbox),
      credentials: {
        clients: sandboxClients.map((client) => ({ ...client, secret: client.secret ?? null })),
        users: sandboxUsers.map(({ username, password, roles }) => ({ username, password, roles })),
      },
      routes: controls.map(({ method, path, summary, example }) => ({
        method,
        path: `${sandboxRoot}${path}`,
        summary,
        example: example ?? null,
      })),
    };
    return { json: state, page: (nonce) => indexPage({ state, origin, nonce }) };
  }),
};

/** All controls of the sandbox. */
export const controls: ReadonlyArray<Control> = [
  index,
  ...populationControls,
  ...snapshotControls,
  ...clockControls,
  ...mailControls,
  ...requestControls,
  ...faultControls,
];
