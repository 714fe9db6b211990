import { isUsersError, type UsersError } from "@knetik-users/core";

/** A user-facing description of an error. */
export interface Description {
  readonly title: string;
  readonly advice: string;
}

const seconds = (milliseconds: number | undefined) =>
  milliseconds === undefined ? "a moment" : `${Math.ceil(milliseconds / 1000)} s`;

const describe = (error: UsersError): Description => {
  switch (error._tag) {
    case "InvalidInput":
    case "BadRequest":
      return { title: "This was not accepted", advice: "Correct what is marked and try again." };
    case "Unauthorized":
      return { title: "You are not signed in any more", advice: "Sign in again to go on." };
    case "TokenFailure":
      return error.reason === "unavailable"
        ? { title: "Signing in does not work at the moment", advice: "Try again in a moment." }
        : { title: "You are not signed in", advice: "Sign in to go on." };
    case "Forbidden":
      return {
        title: "You may not do this",
        advice:
          "Your account lacks the role for it: USERS_ADMIN for private data, tags and passwords, TEMPLATE_ADMIN for templates.",
      };
    case "UserNotFound":
      return { title: "There is no such user", advice: "Perhaps the id is mistyped." };
    case "TemplateNotFound":
      return { title: "There is no such template", advice: "It may have been deleted." };
    case "UserAlreadyExists":
      return { title: "Somebody has this name or address already", advice: "Choose another one." };
    case "TemplateAlreadyExists":
      return { title: "A template has this name or id already", advice: "Choose another one." };
    case "TemplateInUse":
      return { title: "This template is in use", advice: "Users still have it." };
    case "RateLimited":
      return {
        title: "Too many requests",
        advice: `The API asks to wait. Try again in ${seconds(error.retryAfter)}.`,
      };
    case "ServerError":
      return {
        title: "The API has a problem",
        advice: `It is not your fault. Try again in ${seconds(error.retryAfter)}.`,
      };
    case "ConnectionFailed":
      return { title: "The API cannot be reached", advice: "Check your network and try again." };
    case "TimedOut":
      return { title: "The API took too long", advice: "Try again in a moment." };
    case "UnexpectedResponse":
      return {
        title: "The API answered something unexpected",
        advice: "Perhaps a proxy is in between, or the console is set up for another address.",
      };
    case "Aborted":
      return { title: "This was cancelled", advice: "Nothing else happened." };
  }
};

/** Describes any thrown value. */
export const describeError = (error: unknown): Description =>
  isUsersError(error)
    ? describe(error)
    : { title: "Something went wrong in this console", advice: "Reload the page and try again." };
