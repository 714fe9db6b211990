import { createUsersClient, type UsersClientOptions } from "@knetik-users/core";
import { failure, heading, note, reportStep, success, table, type Outcome } from "./report.ts";
import { serverCredentials } from "./sandbox.ts";

export interface Player {
  readonly id: number;
  readonly username: string;
  readonly email: string;
}

const password = "correct horse battery";

/** Runs a call and prints it. */
const step = async <A>(
  call: string,
  run: () => Promise<A>,
  tell: (answer: A) => Outcome,
): Promise<A> => {
  const started = performance.now();
  const answer = await run();
  reportStep(call, tell(answer), performance.now() - started);
  return answer;
};

/** A `fetch` that fails the first GET, as an overloaded gateway would. */
const losingFirstAnswer = (): NonNullable<UsersClientOptions["fetch"]> => {
  let lost = false;
  return async (url, init) => {
    if (lost || init.method !== "GET") return fetch(url, init);
    lost = true;
    return new Response("<html>upstream unavailable</html>", { status: 503 });
  };
};

/** A player signs up and in, and an administrator manages users, with Promises. */
export const promiseTour = async (options: UsersClientOptions): Promise<Player> => {
  heading('Promises: import { createUsersClient } from "@knetik-users/core"');
  const email = "ada.tour@example.com";
  const username = "ada_tour";

  note("A new player registers. No token is needed.");
  const anonymous = createUsersClient(options);
  const player = await step(
    `registerUser({ username: "${username}", … })`,
    () =>
      anonymous.registerUser({
        username,
        email,
        password,
        displayName: "Ada",
        additionalProperties: {
          avatar: { type: "image", url: "https://example.com/ada.png" },
          gamePieceColor: { type: "text", value: "teal" },
        },
      }),
    (user) => success(`user ${user.id}, ${user.displayName}`),
  );
  await step(
    `result.registerUser({ username: "${username}", … }) once more`,
    () => anonymous.result.registerUser({ username, email, password }),
    ({ ok, error }) =>
      ok
        ? failure("registered twice?")
        : failure(
            `${error._tag} (${error.status}): ${error.issues.map(({ field }) => field).join(", ")}`,
          ),
  );

  note("The player signs in. The client gets the token by itself and renews it.");
  await using ada = createUsersClient({
    ...options,
    auth: { grant: "password", clientId: "web", username, password },
  });
  const me = await step(
    'getUser("me")',
    () => ada.getUser("me"),
    (user) =>
      success(
        `${user.displayName} <${user.email}>, member since ${user.memberSince?.toISOString()}`,
      ),
  );
  await step(
    'updateUser("me", { ...me, displayName: "Ada L." })',
    () => ada.updateUser("me", { ...me, displayName: "Ada L." }),
    () => success("saved; what only the server sets was not sent"),
  );
  await step(
    `result.addUserTag(${player.id}, "vip") as the player`,
    () => ada.result.addUserTag(player.id, "vip"),
    ({ ok, error }) => (ok ? failure("allowed?") : failure(`${error._tag}: ${error.message}`)),
  );

  note("The service's own account has the role USERS_ADMIN.");
  await using admin = createUsersClient({ ...options, auth: serverCredentials });
  await step(
    `addUserTag(${player.id}, "vip")`,
    () => admin.addUserTag(player.id, "vip"),
    () => success("tagged"),
  );
  await step(
    `addUserTag(${player.id}, "typo")`,
    () => admin.addUserTag(player.id, "typo"),
    () => success("tagged"),
  );
  await step(
    `removeUserTag(${player.id}, "typo")`,
    () => admin.removeUserTag(player.id, "typo"),
    () => success("removed"),
  );
  await step(
    `getUserTags(${player.id})`,
    () => admin.getUserTags(player.id),
    (tags) => success(JSON.stringify(tags)),
  );

  note("Searches have pages, and read all pages where you want them.");
  await step(
    'getUsers({ filter: { tag: "vip" }, size: 5, order: [{ property: "memberSince", direction: "DESC" }] })',
    () =>
      admin.getUsers({
        filter: { tag: "vip" },
        size: 5,
        order: [{ property: "memberSince", direction: "DESC" }],
      }),
    ({ content, totalElements, totalPages }) => [
      success(`${content.length} of ${totalElements} users on page 1 of ${totalPages}`),
      ...table([
        ["id", "display name", "e-mail", "member since"],
        ...content.map((row) => [
          String(row.id),
          row.displayName ?? "",
          row.email ?? "",
          row.memberSince?.toISOString().slice(0, 10) ?? "",
        ]),
      ]),
    ],
  );
  await step(
    "for await (const user of all.getUsers({}, { pagesInFlight: 2 })) …",
    async () => {
      let count = 0;
      for await (const user of admin.all.getUsers({}, { pagesInFlight: 2 }))
        count += Math.sign(user.id);
      return count;
    },
    (count) => success(`${count} users, one by one, 100 a page`),
  );

  note("What cannot succeed is refused before anything is sent.");
  await step(
    "result.getUsers({ filter: { ids: [] }, size: 0 })",
    () => admin.result.getUsers({ filter: { ids: [] }, size: 0 }),
    ({ ok, error }) => (ok ? failure("sent?") : failure(`${error._tag}: ${error.message}`)),
  );
  await step(
    "result.getUser(2000000000)",
    () => admin.result.getUser(2_000_000_000),
    ({ ok, error }) =>
      ok
        ? failure("found?")
        : failure(`${error._tag} (${error.status}, request ${error.requestId}): ${error.message}`),
  );

  note("A gateway answers 503 once. A read is repeated; a registration would not be.");
  const retries: Array<string> = [];
  await using flaky = createUsersClient({
    ...options,
    auth: serverCredentials,
    fetch: losingFirstAnswer(),
    onEvent: (event) => {
      options.onEvent?.(event);
      if (event.type === "retry")
        retries.push(`${event.error}, sent again after ${event.delay} ms`);
    },
  });
  await step(
    `getUser(${player.id}) through a failing gateway`,
    () => flaky.getUser(player.id),
    (user) => [...retries.map(failure), success(`${user.displayName}, at the second attempt`)],
  );

  return { id: player.id, username, email };
};
