import type { Page } from "../models/page.ts";
import type { Codec } from "../shapes/codec.ts";
import type { Access } from "./access.ts";
import type { AuthFailure, CallFailure, UsersError } from "../errors/unions.ts";

// Declarations of endpoints name it from here. TypeScript would take the entry for Effect otherwise.
export type { Codec };

/**
 * Whether a request may be sent again, in the terms of RFC 9110 (section 9.2).
 *
 * - `safe`: changes nothing.
 * - `idempotent`: sending it twice ends in the same state as sending it once.
 * - `non-idempotent`: a second request would send a second e-mail or report a false failure. It is
 *   retried only if the first one provably never reached the API.
 */
export type RetryClass = "safe" | "idempotent" | "non-idempotent";

/** Whether a call sends an access token: always, if there is one, or never. */
export type EndpointAuth = "required" | "optional" | "none";

/** The path, query and body of one call, before encoding. */
export interface RequestInput {
  /** Path parameters by name. */
  readonly params?: { readonly [name: string]: unknown };
  /** Value of the query's codec. */
  readonly query?: unknown;
  /** Value of the body's codec. */
  readonly body?: unknown;
}

/** The query parameters of an endpoint. */
export interface QueryDefinition {
  /** Decodes strings to typed values, under the names of this library. */
  readonly codec: Codec;
  /** The wire name of each field of the nested `filter`. */
  readonly filters?: { readonly [name: string]: string };
}

/** The request body of an endpoint. */
export interface BodyDefinition {
  /** Decodes the body's fields to typed values, under the names of this library. */
  readonly codec: Codec;
  /** `wrapped`: a plain string in the method, a `StringWrapper` (`{ "value": … }`) on the wire. */
  readonly format: "json" | "wrapped" | "form";
  /** The field name that errors use for a wrapped string. */
  readonly field?: string;
}

/** The error class of a documented failure, with its HTTP status. */
export interface FailureClass<E extends UsersError = UsersError> {
  /** HTTP status. */
  readonly status: number;
  /** Description for the API's documentation. */
  readonly summary: string;
  new (details: never): E;
}

/** The part of the API that an endpoint belongs to. */
export type Resource = "users" | "tags" | "passwords" | "templates" | "tokens";

/** The user or template that a call is about. */
export interface Subject {
  /** Decides which cached reads a call invalidates. */
  readonly kind: "user" | "template";
  /** Path parameter with the id. */
  readonly param: string;
}

/** Cached reads that a call invalidates: all with that name, or only those that use one filter. */
export type Invalidation<Read extends string = string> =
  | Read
  | {
      /** Name of the operation. */
      readonly read: Read;
      /** Filter of the reads that are invalidated. */
      readonly filter: string;
    };

/** An endpoint of the API as a value: all that the client, the adapters and the server derive from. */
export interface Endpoint {
  /** Name of the method, such as `getUser`. */
  readonly name: string;
  /** The API's own name, such as `get_user`. */
  readonly operation: string;
  /** The API's own description. */
  readonly summary: string;
  /** HTTP method. */
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Part of the API. */
  readonly resource: Resource;
  /** Absent if a call is not about a single user or template. */
  readonly subject?: Subject;
  /** Of a list: the filter that names the users or templates that it may contain. */
  readonly subjects?: {
    /** Decides, as a {@link Subject} does, which calls invalidate the list. */
    readonly kind: Subject["kind"];
    /** A filter with a list of ids. */
    readonly filter: string;
  };
  /** With `{placeholders}` that are keys of `params`. */
  readonly path: `/${string}`;
  /** Codecs of the path parameters. */
  readonly params?: { readonly [name: string]: Codec };
  /** Absent if there are no query parameters. */
  readonly query?: QueryDefinition;
  /** Absent if there is no request body. */
  readonly body?: BodyDefinition;
  /** Names of the method's arguments, in order. Call options follow them. */
  readonly args: ReadonlyArray<string>;
  /** Turns the arguments of the method into path, query and body. */
  readonly input: (...args: ReadonlyArray<never>) => RequestInput;
  /** Codec of the response body; absent if there is none. */
  readonly success?: Codec;
  /** The documented status of a success; a client takes any 2xx. */
  readonly successStatus: number;
  /** Set if the response body is one page of a list. */
  readonly isPage?: true;
  /** The failures of this endpoint beyond those that every call can have. One per status. */
  readonly failures: ReadonlyArray<FailureClass>;
  /** When an access token is sent. */
  readonly auth: EndpointAuth;
  /** Callers that the API allows. */
  readonly access: Access;
  /** When a failed request is sent again. */
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

/** The arguments of an endpoint's method, with their names. */
export type ArgumentsOf<E extends Endpoint> = Parameters<E["input"]>;

/**
 * The arguments of a method: those of its endpoint, then its options. These are named `callOptions` if
 * the endpoint has an argument `options`.
 */
export type MethodArguments<E extends Endpoint, Options> = "options" extends E["args"][number]
  ? [...ArgumentsOf<E>, callOptions?: Options]
  : [...ArgumentsOf<E>, options?: Options];

/** The result of an endpoint's method. */
export type SuccessOf<E extends Endpoint> = E extends {
  readonly success: Codec<infer Success>;
}
  ? Success
  : void;

/** One row of a paged endpoint. */
export type RowOf<E extends Endpoint> = E extends {
  readonly isPage: true;
  readonly success: Codec<Page<infer Row>>;
}
  ? Row
  : never;

/** Every error a call of this endpoint can fail with. Editors show the union, not this alias. */
export type EndpointError<E extends Endpoint> = E extends unknown
  ? | CallFailure
    | (E["auth"] extends "none" ? never : AuthFailure)
    | InstanceType<E["failures"][number]>
  : never;
