import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import { issue } from "../../api/errors/fieldIssues.ts";
import { unset } from "../state/sandboxClock.ts";
import { oneOf, whole } from "../input/inputFields.ts";
import { fail } from "../../api/errors/apiError.ts";
import type { Sandbox } from "../instance/sandbox.ts";
import type { Control } from "./sandboxControl.ts";
import { readInput } from "./controlInput.ts";

/** The end of the year 9999. */
const latest = 253_402_300_799;
/** A hundred years. */
const maxOffset = 3_155_760_000;

export const describeClock = ({ clock }: Sandbox) => {
  const now = clock.now();
  const frozen = clock.setting().frozenAt !== null;
  // Offset to real time, which changes while the clock is frozen.
  const { offset } = clock.at(now, frozen);
  return { now, iso: new Date(now * 1000).toISOString(), frozen, offset };
};

const read: Control = {
  method: "GET",
  path: "/clock",
  summary: "Show the time, in seconds since 1970",
  answer: ({ sandbox }) => Effect.succeed({ json: describeClock(sandbox) }),
};

const set: Control = {
  method: "POST",
  path: "/clock",
  summary: "Advance by seconds, set to seconds since 1970, freeze or resume",
  example: `{"advance":3600}`,
  answer: Effect.fnUntraced(function* ({ sandbox, request }) {
    const { clock } = sandbox;
    const given = yield* readInput(
      request,
      {
        advance: Schema.optional(whole(0, maxOffset, "seconds")),
        set: Schema.optional(whole(0, latest, "seconds since 1970")),
        frozen: Schema.optional(oneOf([true, false])),
      },
      ({ advance, set: to, frozen }) => {
        if (advance !== undefined && to !== undefined) {
          return [issue("set", "cannot be combined with advance")];
        }
        return advance === undefined && to === undefined && frozen === undefined
          ? [issue("", "must contain advance, set or frozen")]
          : [];
      },
    );
    const time = given.set ?? clock.now() + (given.advance ?? 0);
    if (time > latest) {
      return yield* fail("BadRequest", [issue("advance", "is after the year 9999")]);
    }
    const frozen = given.frozen ?? clock.setting().frozenAt !== null;
    yield* Effect.promise(() => sandbox.setClock(clock.at(time, frozen)));
    return { json: describeClock(sandbox) };
  }),
};

const unsetClock: Control = {
  method: "DELETE",
  path: "/clock",
  summary: "Reset the clock to real time",
  answer: Effect.fnUntraced(function* ({ sandbox }) {
    yield* Effect.promise(() => sandbox.setClock(unset));
    return { json: describeClock(sandbox) };
  }),
};

export const clockControls: ReadonlyArray<Control> = [read, set, unsetClock];
