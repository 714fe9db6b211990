import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import { operation, text, whole } from "../input/inputFields.ts";
import type { Control } from "./sandboxControl.ts";
import { readQuery } from "./controlInput.ts";

const filters = {
  operation: Schema.optional(operation),
  method: Schema.optional(text(20, "a method")),
  path: Schema.optional(text(2_000, "a path")),
  status: Schema.optional(whole(200, 599, "a status")),
  request_id: Schema.optional(text(100, "a request id")),
};

const list: Control = {
  method: "GET",
  path: "/requests",
  query: true,
  summary: "List the last thousand requests, newest last, without secrets",
  example: "?operation=getUser&status=503",
  answer: Effect.fnUntraced(function* ({ sandbox, request }) {
    const wanted = Object.entries(
      yield* readQuery(request, filters, ["method", "path", "request_id"]),
    );
    const all = yield* Effect.promise(() => sandbox.recorder.list());
    const json = all.filter((entry) =>
      wanted.every(([name, value]) => value === undefined || Reflect.get(entry, name) === value),
    );
    return { json };
  }),
};

const clear: Control = {
  method: "DELETE",
  path: "/requests",
  summary: "Clear the request log",
  answer: ({ sandbox: { recorder } }) =>
    Effect.sync(() => {
      const removed = recorder.count();
      recorder.clear();
      return { json: { removed } };
    }),
};

export const requestControls: ReadonlyArray<Control> = [list, clear];
