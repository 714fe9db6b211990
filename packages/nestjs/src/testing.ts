export { fakeUsersService, type FakeUsers } from "./testing/fakeUsersService.ts";
export { UsersSandbox } from "./testing/usersSandbox.ts";
export { UsersTestingModule, type UsersTestingOptions } from "./testing/usersTestingModule.ts";
