import {
  createPartialUsersClient,
  type Endpoints,
  type UsersClient,
  type UsersClientOptions,
} from "@knetik-users/core";
import { contract, type Contract } from "@knetik-users/core/endpoints";

/** The endpoints of the API, and others. */
export const withContract = (others: Endpoints | undefined): Endpoints & Contract => ({
  ...others,
  ...contract,
});

/** Creates a client that has the methods of other endpoints, too, which its type does not tell. */
export const createClientWith = (
  others: Endpoints | undefined,
  options: UsersClientOptions,
): UsersClient => createPartialUsersClient(withContract(others), options);
