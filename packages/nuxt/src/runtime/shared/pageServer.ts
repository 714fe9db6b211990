import type { TokenRequestContext, UsersClient } from "@knetik-users/core";
import type { H3Event } from "h3";
import type { SessionState } from "./sessionState.ts";

/** What the rendering of a page uses of the server, through the context of its request. */
export interface PageServer {
  readonly isShared: (event: H3Event) => boolean;
  readonly session: (event: H3Event) => Promise<{
    readonly state: () => SessionState;
    readonly token: (
      context?: Pick<TokenRequestContext, "rejected">,
    ) => Promise<string | undefined>;
  }>;
  readonly client: (event: H3Event) => UsersClient;
}
