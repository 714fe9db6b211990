import { isUsersError, type UsersError } from "@knetik-users/core";

/** A user-facing description of an error. */
export interface Description {
  readonly title: string;
  readonly advice: string;
}

const formatDelay = (milliseconds: number | undefined) =>
  milliseconds === undefined ? "a moment" : `${Math.ceil(milliseconds / 1000)} s`;

const describe = (error: UsersError): Description => {
  switch (error._tag) {
    case "InvalidInput":
    case "BadRequest":
      return { title: "Some input is invalid", advice: "Correct the marked fields and try again." };
    case "Unauthorized":
      return { title: "Your session has ended", advice: "Sign in again to continue." };
    case "TokenFailure":
      return error.reason === "unavailable"
        ? { title: "Sign-in is unavailable", advice: "Try again in a moment." }
        : { title: "You are not signed in", advice: "Sign in to continue." };
    case "Forbidden":
      return {
        title: "You do not have permission to do this",
        advice:
          "Private data, tags and passwords require the role USERS_ADMIN; templates require TEMPLATE_ADMIN.",
      };
    case "UserNotFound":
      return { title: "User not found", advice: "Check the ID. The user may have been deleted." };
    case "TemplateNotFound":
      return { title: "Template not found", advice: "It may have been deleted." };
    case "UserAlreadyExists":
      return { title: "User name or e-mail already taken", advice: "Choose a different one." };
    case "TemplateAlreadyExists":
      return { title: "Template name or ID already taken", advice: "Choose a different one." };
    case "TemplateInUse":
      return {
        title: "This template is in use",
        advice: "Remove it from its users before you delete it.",
      };
    case "RateLimited":
      return {
        title: "Too many requests",
        advice: `Try again in ${formatDelay(error.retryAfter)}.`,
      };
    case "ServerError":
      return {
        title: "Server error",
        advice: `Try again in ${formatDelay(error.retryAfter)}.`,
      };
    case "ConnectionFailed":
      return {
        title: "Could not connect to the API",
        advice: "Check your network connection and try again.",
      };
    case "TimedOut":
      return { title: "The request timed out", advice: "Try again in a moment." };
    case "UnexpectedResponse":
      return {
        title: "Unexpected response",
        advice:
          "Something other than the API responded. Check the API address in the console's configuration, and any proxy.",
      };
    case "Aborted":
      return { title: "The request was cancelled", advice: "Try again." };
  }
};

/** Describes any thrown value. */
export const describeError = (error: unknown): Description =>
  isUsersError(error)
    ? describe(error)
    : { title: "Something went wrong", advice: "Reload the page and try again." };
