import * as Effect from "effect/Effect";
import * as Schema from "effect/Schema";
import { issue } from "../../api/errors/fieldIssues.ts";
import { fail } from "../../api/errors/apiError.ts";
import { contradictions, faultFields } from "../fault-injection/fault.ts";
import { maxRules, type Rule } from "../fault-injection/faultRules.ts";
import { number, operation, whole } from "../input/inputFields.ts";
import type { Control } from "./sandboxControl.ts";
import { readInput, readQuery } from "./controlInput.ts";

const describe = ({ id, operation: name, frequency, fault, calls, hits }: Rule) => ({
  id,
  operation: name,
  next: frequency.next ?? null,
  probability: frequency.probability ?? null,
  fault,
  calls,
  hits,
});

const list: Control = {
  method: "GET",
  path: "/faults",
  summary: "List active faults in the order in which they apply",
  answer: ({ sandbox }) => Effect.succeed({ json: sandbox.faults.list().map(describe) }),
};

const fields = {
  /** Default: any operation. */
  operation: Schema.optional(operation),
  next: Schema.optional(whole(1, 10_000, "a number of calls")),
  probability: Schema.optional(
    number((value) => value > 0 && value <= 1, "a number above 0, up to 1"),
  ),
  ...faultFields,
};

const add: Control = {
  method: "POST",
  path: "/faults",
  summary: "Add a fault for the next calls, for random calls, or until it is deleted",
  example: `{"operation":"getUser","next":1,"status":503,"retry_after":2}`,
  answer: Effect.fnUntraced(function* ({ sandbox, request }) {
    const {
      operation: name,
      next,
      probability,
      ...fault
    } = yield* readInput(request, fields, (given) => [
      ...contradictions(given),
      ...(given.next !== undefined && given.probability !== undefined
        ? [issue("probability", "cannot be combined with next")]
        : []),
    ]);
    const frequency = { next, probability };
    const rule = sandbox.faults.add({ operation: name ?? null, frequency, fault });
    if (rule === undefined) {
      return yield* fail("BadRequest", [
        issue("", `There are already ${maxRules} faults. DELETE some.`),
      ]);
    }
    return { json: describe(rule) };
  }),
};

const remove: Control = {
  method: "DELETE",
  path: "/faults",
  query: true,
  summary: "Delete one fault, those of one operation, or all",
  example: "?operation=getUser",
  answer: Effect.fnUntraced(function* ({ sandbox, request }) {
    const given = yield* readQuery(request, {
      operation: Schema.optional(operation),
      id: Schema.optional(whole(1, Number.MAX_SAFE_INTEGER, "the id of a fault")),
    });
    const removed = sandbox.faults.remove(
      (rule) =>
        (given.operation ?? rule.operation) === rule.operation && (given.id ?? rule.id) === rule.id,
    );
    return { json: { removed } };
  }),
};

export const faultControls: ReadonlyArray<Control> = [list, add, remove];
