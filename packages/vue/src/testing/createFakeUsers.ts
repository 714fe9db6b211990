import { makePlugin, type UsersPlugin } from "../plugin/makePlugin.ts";
import type { UsersSession } from "../session/usersSession.ts";
import { fakeClient, type FakeOperations } from "./fakeClient.ts";
import { fakeSession } from "./fakeSession.ts";
import { testQueryClient } from "./testQueryClient.ts";

/** Options of {@link createFakeUsers}. */
export interface FakeUsersOptions {
  /** `true` for a user who is signed in: `useSession().user` is what the fake `getUser` returns. */
  readonly signedIn?: boolean;
}

/**
 * The plugin for a test of a component, with fakes of the operations that it uses. A call of any other
 * fails with a message that names it.
 *
 * @example
 * ```ts
 * import { createFakeUsers } from "@knetik-users/vue/testing";
 *
 * const users = createFakeUsers({ getUser: async () => ({ id: 2, displayName: "Jane Doe" }) });
 * const wrapper = mount(Profile, { props: { id: 2 }, global: { plugins: [users] } });
 * ```
 */
export const createFakeUsers = (
  fakes: FakeOperations = {},
  { signedIn = false }: FakeUsersOptions = {},
): UsersPlugin<UsersSession> =>
  makePlugin(testQueryClient(), (onChange) => {
    const client = fakeClient(fakes);
    const session = fakeSession(signedIn, fakes.getOAuthToken, onChange);
    return { client, session, close: client.close };
  });
