import {
  BadRequest,
  type Contract,
  Forbidden,
  type OperationName,
  TemplateAlreadyExists,
  TemplateInUse,
  TemplateNotFound,
  Unauthorized,
  UserAlreadyExists,
  UserNotFound,
} from "@knetik-users/core/effect";

interface ErrorKind {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/** Errors that endpoints declare. Those of the token endpoint follow RFC 6749 instead. */
type Declared = Exclude<
  InstanceType<Contract[OperationName]["failures"][number]>["_tag"],
  "TokenFailure"
>;

/**
 * Errors of calls by the tag of core's error class, with status and wire code. Omitting one that an
 * endpoint declares is a compile error.
 */
export const apiErrorKinds = {
  BadRequest: {
    status: BadRequest.status,
    code: 1,
    message: "The request is invalid.",
  },
  Unauthorized: {
    status: Unauthorized.status,
    code: 2,
    message: "An access token is required.",
  },
  Forbidden: {
    status: Forbidden.status,
    code: 3,
    message: "The access token does not allow this call.",
  },
  UserNotFound: {
    status: UserNotFound.status,
    code: 10,
    message: "The user does not exist.",
  },
  UserAlreadyExists: {
    status: UserAlreadyExists.status,
    code: 11,
    message: "The user already exists.",
  },
  TemplateNotFound: {
    status: TemplateNotFound.status,
    code: 20,
    message: "The template does not exist.",
  },
  TemplateAlreadyExists: {
    status: TemplateAlreadyExists.status,
    code: 21,
    message: "The template already exists.",
  },
  TemplateInUse: {
    status: TemplateInUse.status,
    code: 22,
    message: "The template still has users. Delete it with cascade=detach to detach them.",
  },
} as const satisfies { readonly [Tag in Declared]: ErrorKind } & {
  readonly [tag: string]: ErrorKind;
};

/** Errors outside of an endpoint's own. Their codes are distinct from those above. */
export const transportErrorKinds = {
  UnreadableRequest: {
    status: 400,
    code: 104,
    message: "The URL or the Host header is malformed.",
  },
  UnknownRoute: { status: 404, code: 100, message: "Unknown path." },
  MethodNotAllowed: { status: 405, code: 101, message: "The path does not support this method." },
  PreconditionFailed: {
    status: 412,
    code: 106,
    message: "The user has changed since it was read. Read it again.",
  },
  BodyTooLarge: { status: 413, code: 102, message: "The body is too large." },
  UnsupportedMediaType: { status: 415, code: 103, message: "The body must be application/json." },
  RateLimited: { status: 429, code: 105, message: "Too many requests. Try again later." },
  ServerError: {
    status: 500,
    code: 500,
    message: "Internal server error. Report it with the request id.",
  },
  DatabaseUnavailable: {
    status: 503,
    code: 110,
    message: "The database is unavailable. Nothing was changed; try again later.",
  },
  Overloaded: {
    status: 503,
    code: 112,
    message: "Too many passwords are being verified. Nothing was changed; try again later.",
  },
  OutcomeUnknown: {
    status: 503,
    code: 111,
    message:
      "The database connection was lost during the change. Check whether it was made before you retry.",
  },
  Stopping: { status: 503, code: 503, message: "The server is stopping." },
} as const;

export type ApiErrorKind = keyof typeof apiErrorKinds;
export type TransportErrorKind = keyof typeof transportErrorKinds;
