import * as Context from "effect/Context";
import { anonymous, type Caller } from "./caller.ts";

/** The call that is under way. */
export interface CallOrigin {
  readonly caller: Caller;
  /** Undefined where the call is not one of the API, such as a command's. */
  readonly requestId: string | undefined;
  /** Of the client; undefined for a call in process. */
  readonly address: string | undefined;
}

/** Who makes the call that is under way, and from where: the limits and the audit trail ask. */
export const CurrentCall = Context.Reference<CallOrigin>("@knetik-users/server/CurrentCall", {
  defaultValue: () => ({ caller: anonymous, requestId: undefined, address: undefined }),
});
