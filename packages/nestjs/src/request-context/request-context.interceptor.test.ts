import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { ExecutionContext } from "@nestjs/common";
import { defer, firstValueFrom, of } from "rxjs";
import { expect, it } from "vitest";
import { RequestContextInterceptor } from "./request-context.interceptor.ts";
import { currentRequest, runInRequest } from "./request-context.ts";

it("does not make a request current again for a message that is handled in its context", async () => {
  const request = new IncomingMessage(new Socket());
  request.headers.authorization = "Bearer ada";
  const response = new ServerResponse(request);
  const message = { getType: () => "ws" } as unknown as ExecutionContext;
  const handle = () => defer(() => of(currentRequest()?.token));
  const interceptor = new RequestContextInterceptor();
  const tokenOf = () =>
    new Promise((resolve) => {
      runInRequest(request, response, () => {
        resolve(firstValueFrom(interceptor.intercept(message, { handle })));
      });
    });
  expect(await tokenOf()).toBe("ada");
  // The caller hung up, and its handlers have ended.
  response.destroy();
  expect(await tokenOf()).toBeUndefined();
});
