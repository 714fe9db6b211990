import type {
  AuthFailure,
  CallFailure,
  FieldIssue,
  OperationName,
  UsersError,
} from "@knetik-users/core";
import { contract, type Endpoint } from "@knetik-users/core/effect";
import { applyDecorators } from "@nestjs/common";
import { ApiResponse } from "@nestjs/swagger";
import * as Schema from "effect/Schema";
import { namedDto } from "../dto/define-dto.ts";
import { toErrorResponse } from "../filters/to-error-response.ts";
import { usersError } from "../filters/users-error.ts";

/** The body of an error response, for Swagger. */
export class UsersErrorDto extends namedDto(
  "UsersErrorDto",
  Schema.Struct({
    statusCode: Schema.Int,
    error: Schema.String.annotateKey({ description: "Reason phrase of the status." }),
    message: Schema.String,
    code: Schema.String.annotateKey({ description: "Kind of the error, such as UserNotFound." }),
    fields: Schema.optional(
      Schema.Array(Schema.Struct({ field: Schema.String, message: Schema.String })),
    ).annotateKey({ description: "Invalid fields, if any." }),
  }),
) {}

// Every member is demanded by the compiler.
const ofEveryCall: { readonly [Tag in CallFailure["_tag"]]: true } = {
  InvalidInput: true,
  BadRequest: true,
  RateLimited: true,
  ServerError: true,
  UnexpectedResponse: true,
  ConnectionFailed: true,
  TimedOut: true,
};
const ofTokens: { readonly [Tag in AuthFailure["_tag"]]: true } = {
  TokenFailure: true,
  Unauthorized: true,
  Forbidden: true,
};

/** The field of an example. */
const invalidFields: { readonly [Tag in UsersError["_tag"]]?: ReadonlyArray<FieldIssue> } = {
  InvalidInput: [{ field: "email", message: "Expected an e-mail address" }],
  BadRequest: [{ field: "email", message: "Expected an e-mail address" }],
  UserAlreadyExists: [{ field: "email", message: "is taken" }],
};

/** The errors of an operation by the contract. */
const errorsOf = (operation: OperationName): ReadonlyArray<UsersError> => {
  const { auth, failures }: Endpoint = contract[operation];
  const tags = [
    ...Object.keys(ofEveryCall),
    ...(auth === "none" ? [] : Object.keys(ofTokens)),
    ...failures.map(({ name }) => name),
  ] as ReadonlyArray<UsersError["_tag"]>;
  return tags.map((tag) => usersError(tag, { operation, issues: invalidFields[tag] ?? [] }));
};

/**
 * Documents the error responses of a handler in Swagger: those of the operations that it calls.
 *
 * @example
 * ```ts
 * import { ApiUsersErrors } from "@knetik-users/nestjs/swagger";
 * import { Controller, Post } from "@nestjs/common";
 *
 * @Controller("accounts")
 * export class AccountsController {
 *   @Post()
 *   @ApiUsersErrors("registerUser")
 *   signUp() {}
 * }
 * ```
 */
export const ApiUsersErrors = (
  ...operations: ReadonlyArray<OperationName>
): MethodDecorator & ClassDecorator => {
  /** Bodies by status and code. */
  const bodies = new Map<number, Map<string, { readonly value: object }>>();
  for (const operation of operations) {
    for (const error of errorsOf(operation)) {
      const { status, body } = toErrorResponse(error, {
        origin: { operation, byCaller: true, filter: {} },
        disconnected: false,
      });
      const ofStatus = bodies.get(status) ?? new Map<string, { readonly value: object }>();
      bodies.set(status, ofStatus.set(error._tag, { value: body }));
    }
  }
  const responses = [...bodies]
    .sort(([one], [other]) => one - other)
    .map(([status, examples]) =>
      ApiResponse({
        status,
        description: `${[...examples.keys()].join(", ")}.`,
        type: UsersErrorDto,
        examples: Object.fromEntries(
          [...examples].map(([tag, example]) => [tag, { summary: tag, ...example }]),
        ),
      }),
    );
  return applyDecorators(...responses);
};
