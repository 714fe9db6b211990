import {
  createError,
  defineEventHandler,
  getRequestHeader,
  type H3Event,
  readRawBody,
  setResponseHeader,
  setResponseStatus,
} from "h3";
import { useRuntimeConfig } from "#imports";
import { changedHeader } from "../../shared/headers.ts";
import { callsPath } from "../../shared/routes.ts";
import { headersForApi } from "../request/eventHeaders.ts";
import { allowedCall } from "../request/allowedCall.ts";
import { shownSession } from "../request/forgedRequest.ts";
import { serverConfig } from "../request/serverConfig.ts";
import { type EventSession, sessionOf } from "../session/eventSession.ts";
import { headersOf, requirePage } from "../request/pageRequest.ts";

const responseHeaders = ["content-type", "retry-after", "x-request-id"];
/** Milliseconds; longer than the client's own limit for an attempt, so that the client decides. */
const timeoutMs = 30_000;

const send = async (
  event: H3Event,
  target: string,
  token: string | undefined,
  body: string | undefined,
): Promise<Response> => {
  const type = getRequestHeader(event, "content-type");
  const base = serverConfig(event).baseUrl.replace(/\/+$/, "");
  try {
    return await fetch(`${base}${target}`, {
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
  } catch {
    // The error may show the address of the API, which is not for visitors.
    throw createError({ statusCode: 502, message: "The Users API could not be reached." });
  }
};

/** The token of the session; the API decides about calls without one. */
const tokenOf = async (session: EventSession, rejected?: string): Promise<string | undefined> => {
  try {
    return await session.token(rejected === undefined ? {} : { rejected });
  } catch {
    throw createError({ statusCode: 502, message: "The session could not be renewed." });
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
  const header = headersOf(event);
  const target = event.path.slice(callsPath(useRuntimeConfig(event).public.users).length);
  const [path = ""] = target.split("?", 1);
  if (allowedCall(event.method, path) === undefined) {
    throw createError({ statusCode: 404, message: "The Users API has no such operation." });
  }

  const session = await sessionOf(event);
  const token = await tokenOf(session);
  if (session.state().id !== shownSession(header)) return otherSession(event, session);

  const body = event.method === "GET" ? undefined : await readRawBody(event, "utf8");
  let response = await send(event, target, token, body);
  if (response.status === 401 && token !== undefined) {
    const renewed = await tokenOf(session, token);
    if (session.state().id === undefined) return otherSession(event, session);
    // A 401 says that nothing was done, so the call may be sent again.
    if (renewed !== token) response = await send(event, target, renewed, body);
  }

  setResponseStatus(event, response.status);
  for (const name of responseHeaders) {
    const value = response.headers.get(name);
    if (value !== null) setResponseHeader(event, name, value);
  }
  return response.text();
});
