import type * as Effect from "effect/Effect";
import type { AdminHandlers } from "../../api/administration/adminHandlers.ts";
import type { Services } from "../../api/context/services.ts";
import type { Call, Failure } from "../operation.ts";

/** An OpenAPI operation. */
export type OperationDescription = {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: ReadonlyArray<string>;
  readonly [keyword: string]: unknown;
};

/** What the routes need. */
export interface OwnServices extends Services {
  readonly admin: AdminHandlers;
}

/** A route that the official API does not have. */
export interface OwnRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `{placeholders}`. */
  readonly path: string;
  readonly description: OperationDescription;
  readonly answer: (services: OwnServices, call: Call) => Effect.Effect<Response, Failure>;
}
