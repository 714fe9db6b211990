import type { Hono } from "hono";
import { makeAdminHandlers } from "../../api/administration/adminHandlers.ts";
import type { Services } from "../../api/context/services.ts";
import type { AppCall, AppEnvironment } from "../appEnvironment.ts";
import type { Trust } from "../clientAddress.ts";
import { callOf, respondWith } from "../respondWith.ts";
import { transportErrorResponse } from "../response.ts";
import { ownRoutes } from "./ownRoutes.ts";

interface OwnRouteOptions {
  readonly services: Services;
  /** Trusted proxies. */
  readonly trust: Trust;
  readonly publicUrl: string | undefined;
}

const patternOf = (path: string) => path.replace(/\{(\w+)\}/g, ":$1");

/** Adds the routes that the official API does not have. */
export const installOwnRoutes = (
  app: Hono<AppEnvironment>,
  { services, trust, publicUrl }: OwnRouteOptions,
): void => {
  const routes = ownRoutes(publicUrl);
  const own = { ...services, admin: makeAdminHandlers(services) };
  for (const { method, path, answer } of routes) {
    app.on(method, patternOf(path), (call: AppCall) => {
      call.set("path", path);
      return respondWith(call, answer(own, callOf(call, trust)));
    });
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
    app.all(patternOf(path), (call) =>
      transportErrorResponse("MethodNotAllowed", call.var.requestId, { allow: methods.join(", ") }),
    );
  }
};
