import type { AppCall } from "../http/appEnvironment.ts";
import type { AppExtension } from "../http/appExtension.ts";
import { answerControl } from "./answerControl.ts";
import { answerWithFault } from "./answerWithFault.ts";
import type { Fault } from "./fault-injection/fault.ts";
import { faultHeader } from "./fault-injection/faultHeaderRules.ts";
import type { Sandbox } from "./instance/sandbox.ts";
import { observeRequest } from "./observeRequest.ts";
import { sandboxRoot } from "./pages/pageLayout.ts";

/** Adds the sandbox to the HTTP application: its controls, its request log and its faults. */
export const sandboxExtension = (sandbox: Sandbox): AppExtension => {
  const faults = new WeakMap<Request, Fault>();
  const recordRequest = async (call: AppCall, next: () => Promise<void>) => {
    let isFinished = false;
    const request = call.req.raw;
    const finish = observeRequest(sandbox, request, () => {
      const { requestId, operation } = call.var;
      const status = isFinished ? call.res.status : undefined;
      return { requestId, operation, fault: faults.get(request), status };
    });
    await next();
    isFinished = true;
    finish();
  };
  return {
    requestHeaders: [faultHeader],
    install: (app) => {
      app.all(`${sandboxRoot}/*`, answerControl(sandbox));
      app.use(recordRequest);
    },
    aroundOperation: (operation, call, respond) =>
      answerWithFault(sandbox, operation, call, faults, respond),
  };
};
