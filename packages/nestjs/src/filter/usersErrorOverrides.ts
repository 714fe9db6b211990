import type { UsersError } from "@knetik-users/core";
import type { HttpException } from "@nestjs/common";

/**
 * Answers of your own for single errors, by `_tag`: an `HttpException`, a body (the status stays), or
 * undefined for the usual answer.
 */
export type UsersErrorOverrides = {
  readonly [Tag in UsersError["_tag"]]?:
    | ((error: Extract<UsersError, { readonly _tag: Tag }>) => HttpException | object | undefined)
    | undefined;
};
