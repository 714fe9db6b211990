import type { OperationName } from "@knetik-users/core/effect";
import type { Context } from "hono";
import * as Result from "effect/Result";
import { refusalResponse } from "../../http/result.ts";
import { issue } from "../../issues.ts";
import { refuse } from "../../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Fault } from "./fault.ts";
import { faultHeader, parseFaultHeader } from "./header.ts";
import { inflict } from "./inflict.ts";

/** The part of a call that is used here. */
interface Call {
  readonly req: Pick<Context["req"], "raw">;
  readonly var: { readonly requestId: string };
  readonly set: (name: "fault", fault: Fault) => void;
}

/** Answers a call of an operation, with the fault of its header, or else of the first rule. */
export const answerWithFault = async (
  { faults }: Sandbox,
  operation: OperationName,
  call: Call,
  answer: () => Promise<Response>,
): Promise<Response> => {
  const { requestId } = call.var;
  const request = call.req.raw;
  const header = request.headers.get(faultHeader);
  const asked = header === null ? undefined : parseFaultHeader(header);
  if (asked !== undefined && Result.isFailure(asked)) {
    const refusal = refuse("BadRequest", [issue(faultHeader, asked.failure)]);
    return refusalResponse(refusal, requestId, false);
  }
  const fault = asked?.success ?? faults.take(operation);
  if (fault === undefined) return answer();
  call.set("fault", fault);
  return inflict(fault, request, requestId, answer);
};
