import { DatabaseUnavailable, OutcomeUnknown } from "../database/databaseErrors.ts";
import type { AppCall } from "./appEnvironment.ts";
import type { Failure } from "./operation.ts";
import { apiErrorResponse, transportErrorResponse } from "./response.ts";
import { tokenErrorResponse } from "./oauth/tokenRequest.ts";

/** Response for a documented error of an operation. */
export const failureResponse = (failure: Failure, call: AppCall): Response => {
  const authorization = call.req.header("authorization");
  switch (failure._tag) {
    case "TokenFailure":
      return tokenErrorResponse(failure, authorization !== undefined);
    case "UnreadableBody":
      return transportErrorResponse(failure.kind, call.get("requestId"));
    case "PreconditionFailed":
      return transportErrorResponse(failure._tag, call.get("requestId"));
    case "RetryLater":
      return transportErrorResponse(failure.kind, call.get("requestId"), {
        "retry-after": String(failure.retryAfter),
      });
    default:
      return apiErrorResponse(failure, call.get("requestId"), authorization !== undefined);
  }
};

/** Response for any other error. */
export const serverErrorResponse = (error: unknown, call: AppCall): Response => {
  // For the log only; the response contains no details.
  call.set("error", error instanceof Error ? (error.stack ?? error.message) : String(error));
  const requestId = call.get("requestId");
  if (error instanceof DatabaseUnavailable) {
    return transportErrorResponse("DatabaseUnavailable", requestId, { "retry-after": "1" });
  }
  // No Retry-After: the client treats a 503 with one as not processed and repeats even non-idempotent
  // requests.
  if (error instanceof OutcomeUnknown) return transportErrorResponse("OutcomeUnknown", requestId);
  return transportErrorResponse("ServerError", requestId);
};
