import { getRequestHeader, type H3Event } from "h3";
import { callerAddress } from "./callerAddress.ts";
import { serverConfig } from "./serverConfig.ts";

/** Headers of the caller that the API may use. */
const passedOn = ["accept-language", "traceparent", "tracestate"];

/** Headers of the calls that a request makes: the caller's address for rate limits, its language and its trace. */
export const headersForApi = (event: H3Event): Record<string, string> => {
  if (import.meta.prerender) return {};
  const address = callerAddress(
    (name) => getRequestHeader(event, name),
    event.node.req.socket.remoteAddress,
    serverConfig(event),
  );
  const headers: Record<string, string> = {};
  for (const name of passedOn) {
    const value = getRequestHeader(event, name);
    if (value !== undefined) headers[name] = value;
  }
  if (address !== undefined) headers["x-forwarded-for"] = address;
  return headers;
};
