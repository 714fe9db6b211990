import * as Schema from "effect/Schema";
import { oneOf, whole } from "../input/inputFields.ts";

/** The fields of a fault, on the wire and everywhere else. */
export const faultFields = {
  /** Milliseconds before anything else happens. */
  latency: Schema.optional(whole(0, 600_000, "milliseconds")),
  status: Schema.optional(whole(400, 599, "a status")),
  /** Seconds, in the header of the status. */
  retry_after: Schema.optional(whole(0, 86_400, "seconds")),
  /** The connection is cut instead of an answer, before the operation is carried out or after. */
  reset: Schema.optional(oneOf(["before", "after"])),
  /** The connection is cut in the middle of the answer's body. */
  truncate: Schema.optional(oneOf([true])),
  /** The body is a page of HTML, as a gateway would send it. */
  not_json: Schema.optional(oneOf([true])),
};
export const FaultSchema = Schema.Struct(faultFields);

/** What goes wrong with a request. */
export type Fault = typeof FaultSchema.Type;
export const faultNames = Object.keys(faultFields) as ReadonlyArray<keyof Fault>;

interface Issue {
  readonly field: string;
  readonly message: string;
}

/** What of a fault contradicts itself. */
export const contradictions = (fault: Fault): ReadonlyArray<Issue> => {
  const given = (name: keyof Fault) => fault[name] !== undefined;
  const issues: Array<Issue> = [];
  if (!faultNames.some(given)) {
    issues.push({ field: "", message: `must say what goes wrong: ${faultNames.join(", ")}` });
  }
  if (given("retry_after") && !given("status")) {
    issues.push({ field: "retry_after", message: "needs a status" });
  }
  for (const name of ["status", "truncate", "not_json"] as const) {
    if (given("reset") && given(name)) {
      issues.push({ field: name, message: "cannot be with reset: there is no answer" });
    }
  }
  if (given("truncate") && given("not_json")) {
    issues.push({ field: "truncate", message: "cannot be with not_json" });
  }
  return issues;
};
