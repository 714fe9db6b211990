import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import { seed, users } from "../input/inputFields.ts";
import type { Sandbox } from "../instance/sandbox.ts";
import { describeClock } from "./clockControls.ts";
import type { Control } from "./sandboxControl.ts";
import { readInput } from "./controlInput.ts";

export const describePopulation = (sandbox: Sandbox) => {
  const { seed: made, users: count } = sandbox.population();
  return { seed: made, users: count, clock: describeClock(sandbox) };
};

const reset: Control = {
  method: "POST",
  path: "/reset",
  summary: "Reset users, clock, mail, faults and the request log to the state after seeding",
  answer: Effect.fnUntraced(function* ({ sandbox, request }) {
    yield* readInput(request, {});
    yield* Effect.promise(() => sandbox.reset());
    return { json: describePopulation(sandbox) };
  }),
};

const reseed: Control = {
  method: "POST",
  path: "/seed",
  summary: "Reset with other users: another seed (null for the default users) or another number",
  example: `{"seed":7,"users":50}`,
  answer: Effect.fnUntraced(function* ({ sandbox, request }) {
    const given = yield* readInput(request, {
      seed: Schema.optional(Schema.NullOr(seed)),
      users: Schema.optional(users),
    });
    const { seed: oldSeed, users: oldUsers } = sandbox.population();
    yield* Effect.promise(() =>
      sandbox.reset({
        seed: given.seed === undefined ? oldSeed : given.seed,
        users: given.users ?? oldUsers,
      }),
    );
    return { json: describePopulation(sandbox) };
  }),
};

export const populationControls: ReadonlyArray<Control> = [reset, reseed];
