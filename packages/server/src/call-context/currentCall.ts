import * as Context from "effect/Context";
import { anonymous, type Caller } from "./caller.ts";

/** The call in progress. */
export interface CallOrigin {
  readonly caller: Caller;
  /** Undefined outside of the API, such as for a command. */
  readonly requestId: string | undefined;
  /** Address of the client; undefined for a call in process. */
  readonly address: string | undefined;
  /** The `If-Match` header, if there is one. */
  readonly ifMatch?: string | undefined;
}

/** The caller and origin of the current call, for rate limits and the audit trail. */
export const CurrentCall = Context.Reference<CallOrigin>("@knetik-users/server/CurrentCall", {
  defaultValue: () => ({ caller: anonymous, requestId: undefined, address: undefined }),
});
