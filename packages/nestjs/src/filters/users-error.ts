import { usersErrorFromPlain, type UsersError } from "@knetik-users/core";

type ErrorWithTag<Tag extends UsersError["_tag"]> = Extract<UsersError, { readonly _tag: Tag }>;

/** The properties of an error by its tag. `_tag` and what every error inherits are left out. */
export type UsersErrorDetails<Tag extends UsersError["_tag"]> = Partial<
  Omit<ErrorWithTag<Tag>, keyof Error | "_tag">
> & { readonly message?: string };

const statuses: { readonly [Tag in UsersError["_tag"]]: number | undefined } = {
  InvalidInput: undefined,
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  UserNotFound: 404,
  TemplateNotFound: 404,
  UserAlreadyExists: 409,
  TemplateAlreadyExists: 409,
  TemplateInUse: 409,
  RateLimited: 429,
  ServerError: 500,
  UnexpectedResponse: undefined,
  ConnectionFailed: undefined,
  TimedOut: undefined,
  TokenFailure: undefined,
  Aborted: undefined,
};

/** Every error, by its tag. */
export const errorTags: object = statuses;

const reasons: { readonly [Tag in UsersError["_tag"]]?: object } = {
  UnexpectedResponse: { reason: "shape" },
  ConnectionFailed: { reason: "refused", reached: "no" },
  TimedOut: { limit: "call", after: 60_000 },
  TokenFailure: { reason: "rejected" },
};

/** Makes an error by its tag, as the client would. Omitted details have realistic values. */
export const usersError = <const Tag extends UsersError["_tag"]>(
  tag: Tag,
  details: UsersErrorDetails<Tag> = {},
): ErrorWithTag<Tag> => {
  const { operation = "getUser" } = details as { readonly operation?: string };
  const status = statuses[tag];
  const given: object = details;
  const error: unknown = usersErrorFromPlain({
    _tag: tag,
    operation,
    message: `${operation}: ${tag}`,
    ...(status !== undefined && { status }),
    issues: [],
    retryable: false,
    attempts: tag === "InvalidInput" ? 0 : 1,
    ...reasons[tag],
    ...given,
  });
  return error as ErrorWithTag<Tag>;
};
