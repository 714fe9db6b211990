import { markBroken } from "../../http/brokenAnswer.ts";
import { strictPolicy } from "../../http/securityHeaders.ts";
import type { Fault } from "./fault.ts";

/** Waits, unless the client disconnects first. */
const wait = (milliseconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });

const page = (status: number) =>
  `<!doctype html><title>${status}</title><h1>${status}</h1><p>Injected fault: a gateway's page.</p>`;

/** The API's `Result`. Its code is the status, which differs from all codes of the API. */
const failure = (status: number, requestId: string) =>
  Response.json(
    {
      code: status,
      request_id: requestId,
      result: [{ message: "This fault was injected by the sandbox." }],
    },
    { status, headers: { "cache-control": "no-store" } },
  );

const withPage = (response: Response) => {
  const status = response.status === 204 ? 200 : response.status;
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  headers.set("content-type", "text/html; charset=utf-8");
  headers.set("content-security-policy", strictPolicy);
  return new Response(page(status), { status, headers });
};

const refused = ({ retry_after: seconds }: Fault, status: number, requestId: string) => {
  const response = failure(status, requestId);
  if (seconds !== undefined) response.headers.set("retry-after", String(seconds));
  return response;
};

/** Responds with a fault. `answer` executes the operation, if the fault requires it. */
export const injectFault = async (
  fault: Fault,
  request: Request,
  requestId: string,
  answer: () => Promise<Response>,
): Promise<Response> => {
  const { latency, status, reset, truncate, not_json: notJson } = fault;
  if (latency !== undefined) await wait(latency, request.signal);
  // The client has disconnected, so the operation is not executed.
  if (request.signal.aborted) return markBroken(failure(503, requestId), "reset");
  if (reset === "before") return markBroken(failure(503, requestId), "reset");
  const response = status === undefined ? await answer() : refused(fault, status, requestId);
  if (reset === "after") return markBroken(response, "reset");
  if (truncate === true) return markBroken(response, "truncate");
  return notJson === true ? withPage(response) : response;
};
