import { Inject, type InjectionToken } from "@nestjs/common";
import { UsersService } from "./users.service.ts";

/** The injection token of a client: the class, or a string if the client has a name. */
export const getUsersToken = (name?: string): InjectionToken<UsersService> =>
  name === undefined ? UsersService : `UsersService:${name}`;

/**
 * Injects a client, by name if there are several.
 *
 * @example
 * ```ts
 * import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
 *
 * class Accounts {
 *   readonly #users: UsersService;
 *   constructor(@InjectUsers("europe") users: UsersService) {
 *     this.#users = users;
 *   }
 *   find(id: number) {
 *     return this.#users.getUser(id);
 *   }
 * }
 * ```
 */
export const InjectUsers = (name?: string): PropertyDecorator & ParameterDecorator =>
  Inject(getUsersToken(name));
