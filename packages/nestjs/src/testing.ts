export { usersError, type UsersErrorDetails } from "./filters/users-error.ts";
export { fakeUsersService, type FakeUsers } from "./testing/fake-users.service.ts";
export { UsersSandbox } from "./testing/users-sandbox.ts";
export { UsersTestingModule, type UsersTestingOptions } from "./testing/users-testing.module.ts";
