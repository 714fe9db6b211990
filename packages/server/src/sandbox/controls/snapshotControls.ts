import { storedTables } from "../../database/tableKeys.ts";
import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import { issue } from "../../api/errors/fieldIssues.ts";
import { fail } from "../../api/errors/apiError.ts";
import { text } from "../input/inputFields.ts";
import type { Sandbox } from "../instance/sandbox.ts";
import { maxSnapshots, type Snapshot } from "../state/snapshotStore.ts";
import {} from "../state/databaseContents.ts";
import type { Control } from "./sandboxControl.ts";
import { readInput, readQuery } from "./controlInput.ts";

const name = text(100, "a name");
const id = text(100, "an id");

const describe = ({ contents, ...snapshot }: Snapshot) => ({
  ...snapshot,
  rows: storedTables.reduce((sum, table) => sum + contents[table].length, 0),
});

const list: Control = {
  method: "GET",
  path: "/snapshots",
  summary: "List snapshots, oldest first",
  answer: ({ sandbox }) => Effect.succeed({ json: sandbox.snapshots.list().map(describe) }),
};

const take: Control = {
  method: "POST",
  path: "/snapshot",
  summary: "Take a snapshot of the database and the clock, under a name or an id",
  example: `{"name":"before"}`,
  answer: Effect.fnUntraced(function* ({ sandbox, request }) {
    const given = yield* readInput(request, { name: Schema.optional(name) });
    const called = given.name ?? null;
    const { snapshots, clock } = sandbox;
    if (!snapshots.hasRoom(called)) {
      const full = `exceeds the maximum of ${maxSnapshots} named snapshots; DELETE one`;
      return yield* fail("BadRequest", [issue("name", full)]);
    }
    const date = clock.now();
    const contents = yield* Effect.promise(() => sandbox.contents());
    return { json: describe(snapshots.keep({ name: called, date, contents })) };
  }),
};

const known = ({ snapshots }: Sandbox) => {
  const names = snapshots.list().map((snapshot) => snapshot.name ?? snapshot.id);
  return names.length === 0 ? "there is none" : `known: ${names.join(", ")}`;
};

const restore: Control = {
  method: "POST",
  path: "/restore",
  summary: "Restore a snapshot by its name or id. It can be restored repeatedly",
  example: `{"name":"before"}`,
  answer: Effect.fnUntraced(function* ({ sandbox, request }) {
    const given = yield* readInput(
      request,
      { name: Schema.optional(name), id: Schema.optional(id) },
      (one) =>
        (one.name === undefined) === (one.id === undefined)
          ? [issue("", "must have the name or id of a snapshot")]
          : [],
    );
    const field = given.name === undefined ? "id" : "name";
    const wanted = given[field];
    const snapshot = sandbox.snapshots.list().find((one) => one[field] === wanted);
    if (snapshot === undefined) {
      return yield* fail("BadRequest", [
        issue(field, `does not match any snapshot; ${known(sandbox)}`),
      ]);
    }
    yield* Effect.promise(() => sandbox.restore(snapshot.contents));
    return { json: describe(snapshot) };
  }),
};

const remove: Control = {
  method: "DELETE",
  path: "/snapshots",
  query: true,
  summary: "Delete all snapshots, or one",
  example: "?name=before",
  answer: Effect.fnUntraced(function* ({ sandbox, request }) {
    const given = yield* readQuery(
      request,
      { name: Schema.optional(name), id: Schema.optional(id) },
      ["name", "id"],
    );
    const removed = sandbox.snapshots.remove(
      (one) => (given.name ?? one.name) === one.name && (given.id ?? one.id) === one.id,
    );
    return { json: { removed } };
  }),
};

export const snapshotControls: ReadonlyArray<Control> = [take, restore, list, remove];
