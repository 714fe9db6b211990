import type { SandboxFault } from "./sandboxTypes.ts";
import { faultToWire } from "./sandboxWire.ts";

/**
 * Creates the header that injects a fault into one request, for `fetch` or a client's `headers`.
 *
 * @example
 * ```ts
 * import { sandboxFaultHeader } from "@knetik-users/server/sandbox";
 *
 * const headers = sandboxFaultHeader({ status: 503, retryAfter: 2 }); await
 * fetch("http://127.0.0.1:8080/users/1", { headers });
 * ```
 */
export const sandboxFaultHeader = (
  fault: SandboxFault,
): { readonly "x-sandbox-fault": string } => ({
  "x-sandbox-fault": Object.entries(faultToWire(fault))
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const called = name.replaceAll("_", "-");
      return value === true ? called : `${called}=${String(value)}`;
    })
    .join("; "),
});
