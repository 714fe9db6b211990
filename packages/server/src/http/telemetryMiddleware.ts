import type { AppCall } from "./appEnvironment.ts";
import { makeTelemetry } from "./requestTelemetry.ts";

/** Reports each request to OpenTelemetry. */
export const telemetryMiddleware = () => {
  const record = makeTelemetry();
  return (call: AppCall, next: () => Promise<void>): Promise<void> =>
    record(call.req.raw, async () => {
      await next();
      return { route: call.var.path, status: call.res.status };
    });
};
