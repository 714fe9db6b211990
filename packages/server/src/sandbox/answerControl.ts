import { randomBytes } from "node:crypto";
import { stringifyJson } from "@knetik-users/core/effect";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type { Context } from "hono";
import { apiErrorResponse, transportErrorResponse } from "../http/response.ts";
import { controls } from "./controls/allControls.ts";
import type { Control, Reply } from "./controls/sandboxControl.ts";
import { sandboxRoot } from "./pages/pageLayout.ts";
import { readQuery } from "./controls/controlInput.ts";
import type { Html, Nonce } from "./pages/pageLayout.ts";
import type { Sandbox } from "./instance/sandbox.ts";

/** The policy allows nothing from other hosts, and displayed mail cannot load anything. */
const pageResponse = async (page: (nonce: Nonce) => Html): Promise<Response> => {
  const nonce = randomBytes(16).toString("base64");
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return new Response(await page(nonce), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy.join("; "),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
};

const wantsPage = (request: Request) => request.headers.get("accept")?.includes("text/html");

const replyResponse = async ({ json, page }: Reply, request: Request): Promise<Response> =>
  page !== undefined && wantsPage(request) === true
    ? pageResponse(page)
    : new Response(stringifyJson(json), {
        headers: {
          "cache-control": "no-store",
          "content-type": "application/json",
          vary: "accept",
        },
      });

const controlsAt = new Map(
  Array.from(new Set(controls.map(({ path }) => path)), (path) => [
    path,
    controls.filter((control) => control.path === path),
  ]),
);

const runControl = async (
  control: Control,
  sandbox: Sandbox,
  request: Request,
  requestId: string,
) => {
  const { origin } = new URL(request.url);
  const exit = await Effect.runPromiseExit(
    Effect.gen(function* () {
      if (control.query !== true) yield* readQuery(request, {});
      return yield* control.answer({ sandbox, request, origin });
    }),
  );
  if (Exit.isSuccess(exit)) return replyResponse(exit.value, request);
  const failure = Cause.findErrorOption(exit.cause);
  if (failure._tag === "None") throw Cause.squash(exit.cause);
  return failure.value._tag === "UnreadableBody"
    ? transportErrorResponse(failure.value.kind, requestId)
    : apiErrorResponse(failure.value, requestId, false);
};

/** Handles the controls below `/_sandbox`. */
export const answerControl =
  (sandbox: Sandbox) =>
  async (call: Context<{ Variables: { requestId: string } }>): Promise<Response> => {
    const { requestId } = call.var;
    const request = call.req.raw;
    const path = new URL(request.url).pathname.slice(sandboxRoot.length);
    const here = controlsAt.get(path === "" ? "/" : path);
    if (here === undefined) return transportErrorResponse("UnknownRoute", requestId);
    const control = here.find(({ method }) => method === request.method);
    if (control !== undefined) return runControl(control, sandbox, request, requestId);
    const allow = here.map(({ method }) => method).join(", ");
    return transportErrorResponse("MethodNotAllowed", requestId, { allow });
  };
