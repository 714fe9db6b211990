import type { H3Event } from "h3";
import type { PageServer } from "../../shared/pageServer.ts";
import { sessionOf } from "../session/eventSession.ts";
import { serverConfig } from "../request/serverConfig.ts";
import { isShared } from "../request/sharedResponse.ts";
import { closeUsersClient, finishSession, serverUsersClient } from "../utils/serverUsersClient.ts";

interface NitroApp {
  readonly hooks: {
    hook(
      name: "request" | "beforeResponse" | "afterResponse",
      run: (event: H3Event) => unknown,
    ): void;
  };
}

// The functions take the event: the context is shared with the event of a cached response, which has no cookies.
const server: PageServer = {
  isShared,
  session: sessionOf,
  client: serverUsersClient,
};

export default ({ hooks }: NitroApp): void => {
  const isWorkers =
    (globalThis.navigator as { userAgent?: string } | undefined)?.userAgent ===
    "Cloudflare-Workers";
  // Workers know their environment only during a request.
  if (!import.meta.prerender && !isWorkers) serverConfig();
  hooks.hook("request", (event) => {
    event.context["knetikUsers"] = server;
  });
  hooks.hook("beforeResponse", finishSession);
  hooks.hook("afterResponse", closeUsersClient);
};
