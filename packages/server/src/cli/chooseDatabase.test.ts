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
