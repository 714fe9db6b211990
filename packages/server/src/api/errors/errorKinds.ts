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

/** The failures that endpoints declare; the token endpoint's is written as RFC 6749 says. */
type Declared = Exclude<
  InstanceType<Contract[OperationName]["failures"][number]>["_tag"],
  "TokenFailure"
>;

/**
 * What a call can be refused for, by the tags of core's errors, with status and wire code. A failure
 * that an endpoint declares and that is left out here does not compile.
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
    message: "The access token does not allow this.",
  },
  UserNotFound: {
    status: UserNotFound.status,
    code: 10,
    message: "The user does not exist.",
  },
  UserAlreadyExists: {
    status: UserAlreadyExists.status,
    code: 11,
    message: "The user exists already.",
  },
  TemplateNotFound: {
    status: TemplateNotFound.status,
    code: 20,
    message: "The template does not exist.",
  },
  TemplateAlreadyExists: {
    status: TemplateAlreadyExists.status,
    code: 21,
    message: "The template exists already.",
  },
  TemplateInUse: {
    status: TemplateInUse.status,
    code: 22,
    message: "The template has users. Delete it with cascade=detach to take it off them.",
  },
} as const satisfies { readonly [Tag in Declared]: ErrorKind } & {
  readonly [tag: string]: ErrorKind;
};

/** Failures outside of what an endpoint says: numbers of their own, so that none is mistaken. */
export const transportErrorKinds = {
  UnreadableRequest: { status: 400, code: 104, message: "The address or the host is malformed." },
  UnknownRoute: { status: 404, code: 100, message: "There is nothing at this path." },
  MethodNotAllowed: { status: 405, code: 101, message: "The path does not know this method." },
  BodyTooLarge: { status: 413, code: 102, message: "The body is too large." },
  UnsupportedMediaType: { status: 415, code: 103, message: "The body must be application/json." },
  RateLimited: { status: 429, code: 105, message: "Too many requests. Wait, and try again." },
  ServerError: { status: 500, code: 500, message: "The server failed. Quote the request id." },
  DatabaseUnavailable: {
    status: 503,
    code: 110,
    message: "The database does not answer. Nothing was changed; try again in a moment.",
  },
  Overloaded: {
    status: 503,
    code: 112,
    message: "Too many passwords are being checked. Nothing was changed; try again in a moment.",
  },
  OutcomeUnknown: {
    status: 503,
    code: 111,
    message:
      "The database went away with the change: look whether it was made before you repeat it.",
  },
  Stopping: { status: 503, code: 503, message: "The server is stopping." },
} as const;

export type ApiErrorKind = keyof typeof apiErrorKinds;
export type TransportErrorKind = keyof typeof transportErrorKinds;
