import { Hono } from "hono";
import type { AppEnvironment } from "./appEnvironment.ts";
import { cors } from "./cors.ts";
import { serverErrorResponse } from "./failureResponse.ts";
import { health } from "./health.ts";
import { docs } from "./openapi/docsPage.ts";
import { operationHandler, type OperationOptions } from "./operationHandler.ts";
import type { Log } from "./requestLog.ts";
import { requestLogMiddleware } from "./requestLogMiddleware.ts";
import { transportErrorResponse } from "./response.ts";
import { installOwnRoutes } from "./own-routes/installOwnRoutes.ts";
import { routes } from "./routes/routes.ts";
import { telemetryMiddleware } from "./telemetryMiddleware.ts";

interface AppOptions extends OperationOptions {
  readonly log: Log | undefined;
  readonly telemetry: boolean;
  /** Allowed origins (CORS). */
  readonly origins: ReadonlyArray<string>;
  /** Address by which clients know the server; undefined if it is that of the request. */
  readonly publicUrl: string | undefined;
}

/** Checks that the path can be percent-decoded. The router would pass it on as it is. */
const hasDecodablePath = (url: string): boolean => {
  if (!url.includes("%")) return true;
  try {
    decodeURIComponent(new URL(url).pathname);
    return true;
  } catch {
    return false;
  }
};

/**
 * The HTTP application: middleware, health checks, documentation, and the routes of the contract.
 */
export const makeApp = (options: AppOptions): Hono<AppEnvironment> => {
  const app = new Hono<AppEnvironment>();
  if (options.telemetry) app.use(telemetryMiddleware());
  app.use(requestLogMiddleware(options.log));
  if (options.origins.length > 0) {
    app.use(cors(options.origins, options.extension?.requestHeaders));
  }
  options.extension?.install(app);
  app.route("/", health(options.services.database));
  app.route("/", docs());
  app.use(async (call, next) => {
    if (hasDecodablePath(call.req.url)) return next();
    return transportErrorResponse("UnreadableRequest", call.get("requestId"));
  });
  installOwnRoutes(app, options);
  for (const group of routes) {
    for (const routed of group) {
      app.on(routed.method, routed.pattern, operationHandler(options, routed));
    }
    const [first] = group;
    if (first === undefined) continue;
    const allow = group.map(({ method }) => method).join(", ");
    // Registered before less specific routes, which would match a fixed segment as an id:
    // `/users/templates` as `/users/{id}`.
    app.all(first.pattern, (call) =>
      transportErrorResponse("MethodNotAllowed", call.get("requestId"), { allow }),
    );
  }
  app.notFound((call) => transportErrorResponse("UnknownRoute", call.get("requestId")));
  app.onError((error, call) => serverErrorResponse(error, call));
  return app;
};
