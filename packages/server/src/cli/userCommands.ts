import { once } from "node:events";
import * as Effect from "effect/Effect";
import type { Role } from "@knetik-users/core/effect";
import { userTarget } from "../audit/auditEvents.ts";
import { recordAudit } from "../audit/recordAudit.ts";
import { type Queries, run, runFirst } from "../database/database.ts";
import { printableText } from "../database/names/displayText.ts";
import type { DatabaseChoice } from "../database/databaseKind.ts";
import { exportUser } from "../api/administration/exportUser.ts";
import type { AdministrationServices } from "../api/administration/userAccount.ts";
import { findUserByLogin } from "../api/repositories/userRepository.ts";
import { inTransaction, print, secondsNow, withDatabase } from "./withDatabase.ts";

const userBy = Effect.fnUntraced(function* (queries: Queries, login: string) {
  const user = yield* findUserByLogin(queries, login);
  return user ?? (yield* Effect.fail(new Error(`User ${login} does not exist.`)));
});

/**
 * Grants or revokes roles of a user, found by user name or e-mail address. Tokens have the roles
 * that the user has when they are used.
 */
export const changeRoles = async (
  choice: DatabaseChoice,
  login: string,
  roles: ReadonlyArray<Role>,
  isGranted: boolean,
): Promise<void> => {
  await inTransaction(
    choice,
    Effect.fnUntraced(function* (queries) {
      const { id } = yield* userBy(queries, login);
      yield* isGranted
        ? run(
            queries
              .insertInto("user_roles")
              .values(roles.map((role) => ({ user_id: id, role })))
              .onConflict((conflict) => conflict.doNothing()),
          )
        : run(
            queries.deleteFrom("user_roles").where("user_id", "=", id).where("role", "in", roles),
          );
      yield* recordAudit(queries, secondsNow(), {
        event: isGranted ? "role.granted" : "role.revoked",
        target: userTarget(id),
        fields: roles,
      });
    }),
  );
  print(
    isGranted
      ? `${login} has ${roles.join(" and ")}.`
      : `${login} no longer has ${roles.join(" or ")}.`,
  );
};

/** What an administration command does to a user. */
export type UserAction = (
  services: AdministrationServices,
  userId: number,
) => Effect.Effect<unknown, unknown>;

const withUserBy = (
  choice: DatabaseChoice,
  login: string,
  use: (services: AdministrationServices, userId: number) => Promise<void>,
): Promise<void> =>
  withDatabase(choice, async (database) => {
    const { id } = await Effect.runPromise(userBy(database.queries, login));
    await use({ database, now: secondsNow }, id);
  });

/** Runs an action on a user, found by user name or e-mail address. */
export const administerUser = (
  choice: DatabaseChoice,
  login: string,
  act: UserAction,
  done: string,
): Promise<void> =>
  withUserBy(choice, login, async (services, id) => {
    await Effect.runPromise(act(services, id));
    print(`${login} ${done}.`);
  });

/** Prints everything that is stored about a user, as JSON. */
export const printExport = (choice: DatabaseChoice, login: string): Promise<void> =>
  withUserBy(choice, login, async (services, id) => {
    for await (const piece of await Effect.runPromise(exportUser(services, id))) {
      // Waits for a slow reader, so that the text is not collected.
      if (!process.stdout.write(printableText(piece))) await once(process.stdout, "drain");
    }
  });

/** Creates a group, for the group filter. */
export const createGroup = async (
  choice: DatabaseChoice,
  uniqueName: string,
  name: string,
): Promise<void> => {
  await inTransaction(
    choice,
    Effect.fnUntraced(function* (queries) {
      const same = queries.selectFrom("user_groups").select("id");
      if ((yield* runFirst(same.where("unique_name", "=", uniqueName))) !== undefined) {
        return yield* Effect.fail(new Error(`Group ${uniqueName} already exists.`));
      }
      yield* run(queries.insertInto("user_groups").values({ unique_name: uniqueName, name }));
    }),
  );
  print(`Created group ${uniqueName}.`);
};

const groupBy = Effect.fnUntraced(function* (queries: Queries, uniqueName: string) {
  const found = queries
    .selectFrom("user_groups")
    .select("id")
    .where("unique_name", "=", uniqueName);
  const group = yield* runFirst(found);
  return group?.id ?? (yield* Effect.fail(new Error(`Group ${uniqueName} does not exist.`)));
});

/** Adds a user to a group or removes it. */
export const changeMembership = async (
  choice: DatabaseChoice,
  uniqueName: string,
  login: string,
  isMember: boolean,
): Promise<void> => {
  await inTransaction(
    choice,
    Effect.fnUntraced(function* (queries) {
      const group_id = yield* groupBy(queries, uniqueName);
      const { id: user_id } = yield* userBy(queries, login);
      if (isMember) {
        yield* run(
          queries
            .insertInto("user_group_members")
            .values({ group_id, user_id })
            .onConflict((conflict) => conflict.doNothing()),
        );
      } else {
        yield* run(
          queries
            .deleteFrom("user_group_members")
            .where("group_id", "=", group_id)
            .where("user_id", "=", user_id),
        );
      }
      yield* recordAudit(queries, secondsNow(), {
        event: isMember ? "group.joined" : "group.left",
        target: userTarget(user_id),
        fields: [uniqueName],
      });
    }),
  );
  print(`${login} is ${isMember ? "in" : "not in"} ${uniqueName}.`);
};
