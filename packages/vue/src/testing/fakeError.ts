import type { ErrorDetails, UsersError } from "@knetik-users/core";

/**
 * An error for a fake to reject with. Properties that every error has may be omitted.
 *
 * @example
 * ```ts
 * import { UserNotFound } from "@knetik-users/core";
 * import { createFakeUsers, fakeError } from "@knetik-users/vue/testing";
 *
 * const getUser = () => Promise.reject(fakeError(UserNotFound, { message: "No such user." }));
 * const users = createFakeUsers({ getUser });
 * ```
 */
export const fakeError = <Details extends ErrorDetails, E extends UsersError>(
  errorClass: {
    /** The HTTP status that the error stands for, if it is always the same. */
    readonly status?: number;
    new (details: Details): E;
  },
  details: Omit<Details, keyof ErrorDetails> & Partial<ErrorDetails>,
): E => {
  const { status } = errorClass;
  const complete: ErrorDetails = {
    operation: "fake",
    message: errorClass.name,
    ...(status !== undefined && { status }),
    issues: [],
    retryable: false,
    attempts: 1,
    ...details,
  };
  return new errorClass(complete as Details);
};
