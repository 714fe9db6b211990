import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { pathIssues } from "@knetik-users/core/effect";
import { contradictions, type Fault, faultNames, FaultSchema } from "./fault.ts";

/** Header that injects a fault into its own request. */
export const faultHeader = "x-sandbox-fault";

const headerNameOf = (field: string) => field.replaceAll("_", "-");
const fieldOf = new Map(faultNames.map((field) => [headerNameOf(field), field]));
const shape = "status=503; retry-after=2";

const valueOf = (text: string | undefined): unknown => {
  if (text === undefined || text === "true") return true;
  return /^\d{1,10}$/.test(text) ? Number(text) : text;
};

/** The fault, or a message about the invalid header. */
type Parsed = Result.Result<Fault, string>;

const parts = (text: string): Result.Result<Record<string, unknown>, string> => {
  const fault: Record<string, unknown> = {};
  for (const part of text.split(";")) {
    if (part.trim() === "") continue;
    const [, name = "", given] = /^\s*([\w-]+)\s*(?:=\s*([\w-]+)\s*)?$/.exec(part) ?? [];
    const field = fieldOf.get(name.toLowerCase());
    if (field === undefined) {
      return Result.fail(
        `must be one or more of ${[...fieldOf.keys()].join(", ")}, such as "${shape}"`,
      );
    }
    if (Object.hasOwn(fault, field)) return Result.fail(`says ${headerNameOf(field)} twice`);
    const value = valueOf(given?.toLowerCase());
    // `reset` defaults to `before`.
    fault[field] = field === "reset" && value === true ? "before" : value;
  }
  return Result.succeed(fault);
};

const decode = Schema.decodeUnknownResult(FaultSchema);

/**
 * Parses `status=503; retry-after=2`, `latency=200`, `reset`, `reset=after`, `truncate`,
 * `not-json`.
 */
export const parseFaultHeader = (text: string): Parsed => {
  const read = parts(text);
  if (Result.isFailure(read)) return Result.fail(read.failure);
  const decoded = decode(read.success, { errors: "all" });
  const issues = Result.isSuccess(decoded)
    ? contradictions(decoded.success)
    : pathIssues(decoded.failure.issue).map(({ path, message }) => ({
        field: path.join("."),
        message,
      }));
  const [first] = issues;
  if (first === undefined && Result.isSuccess(decoded)) return Result.succeed(decoded.success);
  return Result.fail(
    issues.map(({ field, message }) => `${headerNameOf(field)} ${message}`.trim()).join("; "),
  );
};
