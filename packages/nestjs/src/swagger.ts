export { Answers, type AnswersOptions } from "./swagger/answers.decorator.ts";
export { ApiUsersErrors, UsersErrorDto } from "./swagger/api-users-errors.decorator.ts";
export { BodyOf } from "./swagger/body-of.decorator.ts";
export { QueryOf } from "./swagger/query-of.decorator.ts";
