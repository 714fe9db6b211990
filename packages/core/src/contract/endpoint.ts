import type * as Schema from "effect/Schema";
import type { Access } from "./access.ts";
import type { AuthFailure, CallFailure, UsersError } from "../errors/unions.ts";

/**
 * How safe it is to send the same request again.
 *
 * - `read`: changes nothing.
 * - `repeatable`: the same call twice ends in the same state as once.
 * - `once`: a second send mails twice or reports a false failure. It is repeated only where the
 *   request provably never reached the API.
 */
export type RetryClass = "read" | "repeatable" | "once";

/** Whether a call carries an access token: it must, it may, or it never does. */
export type EndpointAuth = "required" | "optional" | "none";

/** The path, query and body of one call, before encoding. */
export interface RequestInput {
  readonly params?: { readonly [name: string]: unknown };
  readonly query?: unknown;
  readonly body?: unknown;
}

/** How the query of an endpoint is written. */
export interface QueryDefinition {
  /** Our names on one side, strings on the other. */
  readonly schema: Schema.Codec<unknown, unknown>;
  /** The query parameter of each entry of a nested `filter`. */
  readonly filters?: { readonly [name: string]: string };
}

/** How the body of an endpoint is written. */
export interface BodyDefinition {
  readonly schema: Schema.Codec<unknown, unknown>;
  /** `wrapped`: a plain string here, a `StringWrapper` (`{ "value": … }`) on the wire. */
  readonly format: "json" | "wrapped" | "form";
  /** What a wrapped string is called in errors. */
  readonly field?: string;
}

/** The class of a documented failure: which status it is, and what it means. */
export interface FailureClass<E extends UsersError = UsersError> {
  readonly status: number;
  readonly summary: string;
  new (details: never): E;
}

/** The part of the API that an endpoint belongs to. */
export type Resource = "users" | "tags" | "passwords" | "templates" | "tokens";

/** The one user or template that a call is about, by the key of `params` that holds its id. */
export interface Subject {
  readonly kind: "user" | "template";
  readonly param: string;
}

/** Cached reads that a call invalidates: all of that name, or only lists searched by one filter. */
export type Invalidation<Read extends string = string> =
  Read | { readonly read: Read; readonly filter: string };

/** One endpoint of the API as a value: everything that client, adapters and server need to know. */
export interface Endpoint {
  /** Name of the method, such as `getUser`. */
  readonly name: string;
  /** The API's own name, such as `get_user`. */
  readonly operation: string;
  readonly summary: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly resource: Resource;
  /** Absent when a call is not about one user or template. */
  readonly subject?: Subject;
  /** With `{placeholders}` that are keys of `params`. */
  readonly path: `/${string}`;
  readonly params?: { readonly [name: string]: Schema.Codec<unknown, string | number> };
  readonly query?: QueryDefinition;
  readonly body?: BodyDefinition;
  /** The names of the method's arguments. The options of a call come after them. */
  readonly args: ReadonlyArray<string>;
  /** Turns the arguments of the method into path, query and body. */
  readonly input: (...args: ReadonlyArray<never>) => RequestInput;
  /** What the answer holds; absent where it has no body. */
  readonly success?: Schema.Codec<unknown, unknown>;
  /** The documented status of a success; a client takes any 2xx. */
  readonly successStatus: number;
  /** Set where the answer is one page of a list: the schema of a row. */
  readonly row?: Schema.Codec<unknown, unknown>;
  /** The failures of this endpoint beyond those that every call can have. One per status. */
  readonly failures: ReadonlyArray<FailureClass>;
  readonly auth: EndpointAuth;
  readonly access: Access;
  readonly retry: RetryClass;
  /**
   * Cached reads that may be wrong after this call. If both are about one user, or both about one
   * template, only the reads of the same one.
   */
  readonly invalidates: ReadonlyArray<Invalidation>;
}

type NameEach<Args> = { readonly [Index in keyof Args]: string };
/** A name for each argument, optional ones too. */
type ArgumentNames<Args extends ReadonlyArray<unknown>> = NameEach<Required<Args>>;

/** Declares an endpoint, keeping its precise type. */
export const endpoint = <const E extends Endpoint>(
  definition: E & {
    readonly args: ArgumentNames<Parameters<E["input"]>>;
    readonly subject?: { readonly param: keyof E["params"] };
  },
): E => definition;

/** Gives what an endpoint answers its name, which is then what an editor shows. */
export const answers = <Answer>(
  schema: Schema.Codec<Answer, unknown>,
): Schema.Codec<Answer, unknown> => schema;

/** The arguments of an endpoint's method, with their names. */
export type ArgumentsOf<E extends Endpoint> = Parameters<E["input"]>;

/** What an endpoint's method answers. */
export type SuccessOf<E extends Endpoint> = E extends {
  readonly success: Schema.Codec<infer Success, infer _Encoded>;
}
  ? Success
  : void;

/** One row of a paged endpoint. */
export type RowOf<E extends Endpoint> = E extends {
  readonly row: Schema.Codec<infer Row, infer _Encoded>;
}
  ? Row
  : never;

/**
 * What an endpoint can fail with, as the type of a field: used like that, an editor shows the errors,
 * where the alias {@link FailureOf} would show the endpoint.
 */
export interface Failing<E extends Endpoint> {
  readonly with:
    | CallFailure
    | (E["auth"] extends "none" ? never : AuthFailure)
    | InstanceType<E["failures"][number]>;
}

/** Everything a call of this endpoint can fail with. */
export type FailureOf<E extends Endpoint> = Failing<E>["with"];
