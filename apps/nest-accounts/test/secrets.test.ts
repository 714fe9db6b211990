import { expect, it } from "vitest";
import { adapters, startService } from "./support/service.ts";
import { startUpstream, type Fault } from "./support/upstream.ts";

// Sequential, because Nest has one logger per process.
it.each(adapters)(
  "logs JSON without passwords, tokens or secrets, even on errors, on %s",
  async (adapter) => {
    await using upstream = await startUpstream(2);
    await using service = await startService(adapter, upstream, {
      users: { timeout: { attempt: 100 }, logging: { attempts: true }, guard: { ttl: 0 } },
    });
    const token = await upstream.token("jdoe", "sandbox-jdoe");
    const secrets = ["sandbox-jdoe", "sandbox-secret", "a wrong guess", "the-reset-secret", token];
    let answers = "";
    for (const fault of ["none", "slow", "html", "limited", "broken"] satisfies Array<Fault>) {
      upstream.fault = fault;
      for (const [method, path, body] of [
        ["GET", "/me", undefined],
        ["GET", "/players/2", undefined],
        ["POST", "/sessions", { username: "jdoe", password: "a wrong guess" }],
        ["POST", "/sessions/refresh", { refreshToken: token }],
        ["POST", "/accounts", { username: "jdoe", email: "x@y.z", password: "a wrong guess" }],
        ["PUT", "/password-resets/2", { password: "a wrong guess", secret: "the-reset-secret" }],
        ["PUT", "/me/password", { currentPassword: "sandbox-jdoe", password: "x" }],
      ] as const) {
        answers += (await service.call(method, path, { token, body })).text;
      }
    }
    const logged = service.logged();
    const lines = logged.split("\n").map((line) => JSON.parse(line) as { level: string });
    expect(new Set(lines.map(({ level }) => level))).toContain("error");
    for (const secret of secrets) {
      expect(logged).not.toContain(secret);
      expect(answers).not.toContain(secret);
    }
  },
);
