export { createFakeUsers, type FakeUsersOptions } from "./testing/createFakeUsers.ts";
export {
  createTestUsers,
  type TestUsers,
  type TestUsersOptions,
} from "./testing/createTestUsers.ts";
export type { FakeOperations } from "./testing/fakeClient.ts";
export { fakeError } from "./testing/fakeError.ts";
