export {
  UsersHealthIndicator,
  usersHealthIndicator,
  type UsersHealthOptions,
} from "./health/users-health.indicator.ts";
