import type { UsersError } from "@knetik-users/core";
import type { HttpException } from "@nestjs/common";

/**
 * Custom responses for individual errors, by `_tag`. Return an `HttpException`, a body for the default
 * status, or `undefined` for the default response.
 */
export type UsersErrorOverrides = {
  readonly [Tag in UsersError["_tag"]]?:
    | ((error: Extract<UsersError, { readonly _tag: Tag }>) => HttpException | object | undefined)
    | undefined;
};
