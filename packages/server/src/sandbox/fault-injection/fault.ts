import * as Schema from "effect/Schema";
import { oneOf, whole } from "../input/inputFields.ts";

/** The fields of a fault, with the same names on the wire. */
export const faultFields = {
  /** Delay in milliseconds. */
  latency: Schema.optional(whole(0, 600_000, "milliseconds")),
  status: Schema.optional(whole(400, 599, "a status")),
  /** `Retry-After`, in seconds. */
  retry_after: Schema.optional(whole(0, 86_400, "seconds")),
  /** Resets the connection before or after the operation is executed. */
  reset: Schema.optional(oneOf(["before", "after"])),
  /** Closes the connection in the middle of the response body. */
  truncate: Schema.optional(oneOf([true])),
  /** Replaces the body by an HTML page, as a gateway would send. */
  not_json: Schema.optional(oneOf([true])),
};
export const FaultSchema = Schema.Struct(faultFields);

/** A fault of a request. */
export type Fault = typeof FaultSchema.Type;
export const faultNames = Object.keys(faultFields) as ReadonlyArray<keyof Fault>;

interface Issue {
  readonly field: string;
  readonly message: string;
}

/** Finds contradictions in a fault. */
export const contradictions = (fault: Fault): ReadonlyArray<Issue> => {
  const given = (name: keyof Fault) => fault[name] !== undefined;
  const issues: Array<Issue> = [];
  if (!faultNames.some(given)) {
    issues.push({ field: "", message: `must contain one or more of ${faultNames.join(", ")}` });
  }
  if (given("retry_after") && !given("status")) {
    issues.push({ field: "retry_after", message: "needs a status" });
  }
  for (const name of ["status", "truncate", "not_json"] as const) {
    if (given("reset") && given(name)) {
      issues.push({
        field: name,
        message: "cannot be combined with reset, which sends no response",
      });
    }
  }
  if (given("truncate") && given("not_json")) {
    issues.push({ field: "truncate", message: "cannot be combined with not_json" });
  }
  return issues;
};
