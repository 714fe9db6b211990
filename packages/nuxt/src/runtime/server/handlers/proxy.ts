import {
  createError,
  defineEventHandler,
  getRequestHeader,
  type H3Event,
  isError,
  setResponseHeader,
  setResponseStatus,
} from "h3";
import { useRuntimeConfig } from "#imports";
import { changedHeader } from "../../shared/headers.ts";
import { callsPath } from "../../shared/routes.ts";
import { headersForApi } from "../request/eventHeaders.ts";
import { allowedCall } from "../request/allowedCall.ts";
import { callTarget, pathOfTarget, urlOfTarget } from "../request/callTarget.ts";
import { shownSession } from "../request/forgedRequest.ts";
import { readLimitedBody } from "../request/limitedBody.ts";
import { serverConfig } from "../request/serverConfig.ts";
import { type EventSession, sessionOf } from "../session/eventSession.ts";
import { headersOf, requirePage } from "../request/pageRequest.ts";

const responseHeaders = ["content-type", "retry-after", "x-request-id"];
/** Milliseconds; longer than the client's own limit for an attempt, so that the client decides. */
const timeoutMs = 30_000;

interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const send = async (
  event: H3Event,
  url: URL,
  token: string | undefined,
  body: string | undefined,
): Promise<ApiResponse> => {
  const type = getRequestHeader(event, "content-type");
  try {
    const response = await fetch(url, {
      method: event.method,
      headers: {
        accept: "application/json",
        ...headersForApi(event),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && type !== undefined && { "content-type": type }),
      },
      ...(body !== undefined && { body }),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { status, headers } = response;
    return { status, headers, text: await response.text() };
  } catch (cause) {
    // Visitors do not see the cause, which may show the address of the API; Nitro's `error` hook does.
    throw createError({ statusCode: 502, message: "The Users API could not be reached.", cause });
  }
};

/** The URL of a request's call at the API. Throws a 404 if the contract has no such operation. */
const requireCall = (event: H3Event): URL => {
  const prefix = callsPath(useRuntimeConfig(event).public.users);
  const target = callTarget(event.node.req.url ?? "", prefix);
  const isAllowed =
    target !== undefined && allowedCall(event.method, pathOfTarget(target)) !== undefined;
  const url = isAllowed ? urlOfTarget(serverConfig(event).baseUrl, target) : undefined;
  if (url === undefined) {
    throw createError({ statusCode: 404, message: "The Users API has no such operation." });
  }
  return url;
};

/** The token of the session; the API decides about calls without one. */
const tokenOf = async (session: EventSession, rejected?: string): Promise<string | undefined> => {
  try {
    return await session.token(rejected === undefined ? {} : { rejected });
  } catch (cause) {
    if (isError(cause)) throw cause;
    throw createError({ statusCode: 502, message: "The session could not be renewed.", cause });
  }
};

const otherSession = (event: H3Event, session: EventSession) => {
  const isExpired = session.state().status === "expired";
  setResponseStatus(event, 401);
  setResponseHeader(event, changedHeader, isExpired ? "expired" : "changed");
  const message = isExpired
    ? "The session has expired. Sign in again."
    : "Another user has signed in or out since this page was loaded. Reload it.";
  return { code: 401, result: [{ message }] };
};

/**
 * Sends a call of a page to the API with the token of its session. Only operations of the contract are sent, and
 * only for the session that the page shows.
 */
export default defineEventHandler(async (event) => {
  requirePage(event);
  const url = requireCall(event);

  const session = await sessionOf(event);
  const token = await tokenOf(session);
  if (session.state().id !== shownSession(headersOf(event))) return otherSession(event, session);

  const body = event.method === "GET" ? undefined : await readLimitedBody(event);
  let response = await send(event, url, token, body);
  if (response.status === 401 && token !== undefined) {
    const renewed = await tokenOf(session, token);
    if (session.state().id === undefined) return otherSession(event, session);
    // A 401 says that nothing was done, so the call may be sent again.
    if (renewed !== token) response = await send(event, url, renewed, body);
  }

  setResponseStatus(event, response.status);
  // Nitro's default is HTML.
  setResponseHeader(event, "content-type", "text/plain");
  for (const name of responseHeaders) {
    const value = response.headers.get(name);
    if (value !== null) setResponseHeader(event, name, value);
  }
  return response.text;
});
