import type { UsersError } from "@knetik-users/core";
import { HttpException } from "@nestjs/common";
import { originOf } from "../service/errorOrigin.ts";
import type { Answer } from "./answer.ts";
import { answerOf } from "./answerOf.ts";

/** The answer that the client's `filter` option has for this error. */
const overridden = (error: UsersError, answer: Answer): Answer => {
  const overrides = originOf(error)?.filter;
  if (overrides === undefined || overrides === false) return answer;
  const override = overrides[error._tag] as
    ((error: UsersError) => HttpException | object | undefined) | undefined;
  const other = override?.(error);
  if (other === undefined) return answer;
  if (!(other instanceof HttpException)) return { ...answer, body: other };
  const status = other.getStatus();
  const response = other.getResponse();
  return {
    status,
    headers: status === answer.status ? answer.headers : {},
    body: typeof response === "string" ? { statusCode: status, message: response } : response,
  };
};

/** The HTTP answer of an error: the one that the client's options have, or the usual one. */
export const overriddenAnswerOf = (error: UsersError, callerGone: boolean): Answer =>
  overridden(error, answerOf(error, { origin: originOf(error), callerGone }));
