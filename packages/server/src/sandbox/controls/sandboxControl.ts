import type * as Effect from "effect/Effect";
import type { UnreadableBody } from "../../http/requestBody.ts";
import type { ApiError } from "../../api/errors/apiError.ts";
import type { Html, Nonce } from "../pages/pageLayout.ts";
import type { Sandbox } from "../instance/sandbox.ts";

/** What a control is asked. */
export interface ControlCall {
  readonly sandbox: Sandbox;
  readonly request: Request;
  /** The one at which the server is reached. */
  readonly origin: string;
}

/** What a control says: data, and how a browser shows it where it has a page. */
export interface Reply {
  readonly json?: unknown;
  readonly page?: (nonce: Nonce) => Html;
}

/** One thing that a sandbox can be asked for. */
export interface Control {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below the root. */
  readonly path: string;
  readonly summary: string;
  /** A body, or a query, as an example. */
  readonly example?: string;
  /** Set where it reads the query of the request. All others refuse one. */
  readonly query?: true;
  readonly answer: (
    call: ControlCall,
  ) => Effect.Effect<Reply, ApiError<"BadRequest"> | UnreadableBody>;
}
