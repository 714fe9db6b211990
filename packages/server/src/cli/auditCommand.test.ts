import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommand as run } from "../../test/runCommand.ts";

describe("the command audit", () => {
  const parsed = (output: string) =>
    output
      .split("\n")
      .filter((line) => line !== "")
      .map((line): Record<string, unknown> => JSON.parse(line));

  it("prints the audit trail, newest last, including commands", async () => {
    const folder = await mkdtemp(join(tmpdir(), "knetik-users-"));
    try {
      const data = ["--data", join(folder, "users.sqlite")];
      const created = await run("create-client", "ops", "--role", "USERS_ADMIN", ...data);
      const [, secret = ""] = /client_secret {2}(\S+)/.exec(created.output) ?? [];
      await run("create-client", "other", ...data);
      const { output } = await run("audit", ...data);
      expect(output).not.toContain(secret);
      expect(parsed(output)).toMatchObject([
        { event: "client.created", target: "client:ops", fields: ["USERS_ADMIN"], user_id: null },
        { event: "client.created", target: "client:other", fields: [] },
      ]);
      expect(parsed(output)[0]!["at"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
      expect(parsed((await run("audit", "--limit", "1", ...data)).output)).toMatchObject([
        { target: "client:other" },
      ]);
      const ofOne = await run("audit", "--target", "client:ops", ...data);
      expect(parsed(ofOne.output)).toHaveLength(1);
      expect((await run("audit", "--since", "2999-01-01", ...data)).output).toBe("");
      expect((await run("audit", "--since", "soon", ...data)).errors).toContain("--since");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
