import type * as Effect from "effect/Effect";
import type { UnreadableBody } from "../../http/requestBody.ts";
import type { ApiError } from "../../api/errors/apiError.ts";
import type { Html, Nonce } from "../pages/pageLayout.ts";
import type { Sandbox } from "../instance/sandbox.ts";

/** A call of a control. */
export interface ControlCall {
  readonly sandbox: Sandbox;
  readonly request: Request;
  /** Origin of the server, as the client sees it. */
  readonly origin: string;
}

/** The reply of a control: JSON, and optionally an HTML page. */
export interface Reply {
  readonly json?: unknown;
  readonly page?: (nonce: Nonce) => Html;
}

/** A control of the sandbox. */
export interface Control {
  readonly method: "GET" | "POST" | "DELETE";
  /** Relative to the root. */
  readonly path: string;
  readonly summary: string;
  /** Example of a body or a query. */
  readonly example?: string;
  /** Set if the control reads the query. Others reject one. */
  readonly query?: true;
  readonly answer: (
    call: ControlCall,
  ) => Effect.Effect<Reply, ApiError<"BadRequest"> | UnreadableBody>;
}
