/** What a call can be refused for, by the names of core's errors, with status and wire code. */
export const refusalKinds = {
  BadRequest: { status: 400, code: 1, message: "The request is not valid." },
  Unauthorized: { status: 401, code: 2, message: "An access token is needed." },
  Forbidden: { status: 403, code: 3, message: "The access token does not allow this." },
  UserNotFound: { status: 404, code: 10, message: "There is no such user." },
  UserAlreadyExists: { status: 409, code: 11, message: "The user exists already." },
  TemplateNotFound: { status: 404, code: 20, message: "There is no such template." },
  TemplateAlreadyExists: { status: 409, code: 21, message: "The template exists already." },
  TemplateInUse: {
    status: 409,
    code: 22,
    message: "The template has users. Delete it with cascade=detach to take it off them.",
  },
} as const;

/** Failures outside of what an endpoint says: numbers of their own, so that none is mistaken. */
export const transportKinds = {
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

export type RefusalKind = keyof typeof refusalKinds;
export type TransportKind = keyof typeof transportKinds;
