import type { OperationName } from "@knetik-users/core/effect";
import * as Result from "effect/Result";
import type { AppCall } from "../http/appEnvironment.ts";
import { apiErrorResponse } from "../http/response.ts";
import { issue } from "../api/errors/fieldIssues.ts";
import { fail } from "../api/errors/apiError.ts";
import type { Sandbox } from "./instance/sandbox.ts";
import type { Fault } from "./fault-injection/fault.ts";
import { faultHeader, parseFaultHeader } from "./fault-injection/faultHeaderRules.ts";
import { injectFault } from "./fault-injection/injectFault.ts";

/** Responds to a call with the fault of its header, or else of the first matching rule, if any. */
export const answerWithFault = async (
  { faults }: Sandbox,
  operation: OperationName,
  call: AppCall,
  injected: WeakMap<Request, Fault>,
  respond: () => Promise<Response>,
): Promise<Response> => {
  const requestId = call.get("requestId");
  const request = call.req.raw;
  const header = request.headers.get(faultHeader);
  const parsed = header === null ? undefined : parseFaultHeader(header);
  if (parsed !== undefined && Result.isFailure(parsed)) {
    const error = fail("BadRequest", [issue(faultHeader, parsed.failure)]);
    return apiErrorResponse(error, requestId, false);
  }
  const fault = parsed?.success ?? faults.take(operation);
  if (fault === undefined) return respond();
  injected.set(request, fault);
  return injectFault(fault, request, requestId, respond);
};
