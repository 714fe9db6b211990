import * as Effect from "effect/Effect";
import { expect, it } from "vitest";
import { openDatabase, run } from "../../database/database.ts";
import { sqlite } from "../../database/sqlite.ts";
import { hashPassword } from "../password-hashing/passwordHash.ts";
import { cheapPasswords, servicesOf } from "../../../test/services.ts";
import { watched } from "../../../test/statements.ts";
import { signIn } from "./signIn.ts";

it("failed sign-ins run the same steps for every reason", async () => {
  const database = await openDatabase(sqlite(":memory:"));
  const userOf = (name: string, hash: string | null) => ({
    ...{ username: name, username_key: name, email: name, email_key: name },
    ...{ display_name_key: name, member_since: 0, last_updated: 0, password_hash: hash },
  });
  const hash = await Effect.runPromise(hashPassword("a-password", cheapPasswords));
  const users = [userOf("somebody", hash), userOf("without", null), userOf("odd", "malformed")];
  await Effect.runPromise(run(database.queries.insertInto("users").values(users)));

  const { database: spied, statements } = watched(database);
  const services = servicesOf(spied);
  const hashed: Array<string> = [];
  const passwords = {
    ...services.passwords,
    verify: (password: string, stored: string | null | undefined) => {
      hashed.push(password);
      return services.passwords.verify(password, stored);
    },
  };
  const attempt = async (username: string) => {
    statements.length = 0;
    hashed.length = 0;
    const request = { clientId: "web", username, password: "wrong" };
    const outcome = await Effect.runPromise(
      Effect.result(signIn({ ...services, passwords }, request)),
    );
    return { outcome, statements: [...statements], hashed: [...hashed] };
  };
  const forNobody = await attempt("nobody");
  expect(forNobody.outcome).toMatchObject({ failure: { error: "invalid_grant" } });
  expect(forNobody.hashed).toEqual(["wrong"]);
  // The order is the same, too.
  expect(forNobody.statements).toEqual([
    "InsertQueryNode rate_limits",
    "SelectQueryNode users",
    "InsertQueryNode audit_log",
  ]);
  for (const name of ["somebody", "SomeBody", "without", "odd"]) {
    expect(await attempt(name)).toEqual(forNobody);
  }
  await database.close();
});
