import { afterEach, expect, it, vi } from "vitest";
import { chooseDatabase } from "./chooseDatabase.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

it("DATABASE_PREPARED_STATEMENTS decides whether PostgreSQL connections keep statements", () => {
  vi.stubEnv("DATABASE_URL", "postgres://users@localhost/users");
  const keeps = (text: string) => {
    vi.stubEnv("DATABASE_PREPARED_STATEMENTS", text);
    return chooseDatabase({});
  };
  expect(keeps("")).toMatchObject({ preparedStatements: true });
  expect(keeps("true")).toMatchObject({ preparedStatements: true });
  expect(keeps("false")).toMatchObject({ preparedStatements: false });
  expect(() => keeps("off")).toThrow("DATABASE_PREPARED_STATEMENTS");
});

it("DATABASE_REPLICA_URL and DATABASE_REPLICA_MAX_LAG name a replica for PostgreSQL", () => {
  vi.stubEnv("DATABASE_URL", "postgres://users@a,b/users");
  vi.stubEnv("DATABASE_REPLICA_URL", "postgres://users:swordfish@c/users");
  vi.stubEnv("DATABASE_REPLICA_MAX_LAG", "30");
  const chosen = { replicaUrl: "postgres://users:swordfish@c/users", replicaMaxLag: 30 };
  expect(chooseDatabase({})).toMatchObject(chosen);
  for (const lag of ["0", "301", "1.5", "soon"]) {
    vi.stubEnv("DATABASE_REPLICA_MAX_LAG", lag);
    expect(() => chooseDatabase({})).toThrow("DATABASE_REPLICA_MAX_LAG");
  }
  vi.stubEnv("DATABASE_REPLICA_URL", "mysql://users:swordfish@c/users");
  expect(() => chooseDatabase({})).toThrow(/^(?!.*swordfish).*DATABASE_REPLICA_URL/s);
});
