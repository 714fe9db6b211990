export {
  UsersHealthIndicator,
  usersHealthIndicator,
  type UsersHealthOptions,
} from "./terminus/usersHealthIndicator.ts";
