import { isUsersError, type UsersError } from "@knetik-users/core";
import { t } from "../language/t.ts";

/** A user-facing description of an error. */
export interface Description {
  readonly title: string;
  readonly advice: string;
}

const formatDelay = (milliseconds: number | undefined) =>
  milliseconds === undefined
    ? t("error.moment")
    : t("error.delay", { seconds: Math.ceil(milliseconds / 1000) });

const describe = (error: UsersError): Description => {
  switch (error._tag) {
    case "InvalidInput":
    case "BadRequest":
      return { title: t("error.invalid"), advice: t("error.invalid.advice") };
    case "Unauthorized":
      return { title: t("error.sessionEnded"), advice: t("error.sessionEnded.advice") };
    case "TokenFailure":
      return error.reason === "unavailable"
        ? { title: t("error.signInUnavailable"), advice: t("error.tryInMoment") }
        : { title: t("error.notSignedIn"), advice: t("error.notSignedIn.advice") };
    case "Forbidden":
      return {
        title: t("error.forbidden"),
        advice: t("error.forbidden.advice"),
      };
    case "UserNotFound":
      return { title: t("error.userNotFound"), advice: t("error.userNotFound.advice") };
    case "TemplateNotFound":
      return { title: t("error.templateNotFound"), advice: t("error.templateNotFound.advice") };
    case "UserAlreadyExists":
      return { title: t("error.userExists"), advice: t("error.chooseOther") };
    case "TemplateAlreadyExists":
      return { title: t("error.templateExists"), advice: t("error.chooseOther") };
    case "TemplateInUse":
      return {
        title: t("error.templateInUse"),
        advice: t("error.templateInUse.advice"),
      };
    case "RateLimited":
      return {
        title: t("error.rateLimited"),
        advice: t("error.tryIn", { delay: formatDelay(error.retryAfter) }),
      };
    case "ServerError":
      return {
        title: t("error.server"),
        advice: t("error.tryIn", { delay: formatDelay(error.retryAfter) }),
      };
    case "ConnectionFailed":
      return {
        title: t("error.connection"),
        advice: t("error.connection.advice"),
      };
    case "TimedOut":
      return { title: t("error.timeout"), advice: t("error.tryInMoment") };
    case "UnexpectedResponse":
      if (error.status === 412) {
        return { title: t("error.changed"), advice: t("error.changed.advice") };
      }
      return {
        title: t("error.unexpected"),
        advice: t("error.unexpected.advice"),
      };
    case "Aborted":
      return { title: t("error.aborted"), advice: t("error.aborted.advice") };
  }
};

/** Describes any thrown value. */
export const describeError = (error: unknown): Description =>
  isUsersError(error)
    ? describe(error)
    : { title: t("error.unknown"), advice: t("error.unknown.advice") };
