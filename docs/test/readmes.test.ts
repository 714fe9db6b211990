import type { DynamicModule, Type } from "@nestjs/common";
import { Test } from "@nestjs/testing";
import { UsersModule } from "@knetik-users/nestjs";
import { describe, expect, it } from "vitest";
import { address, setUpExamples } from "./examples.ts";
import { type Block, blocksOf, readmes } from "./pages.ts";
import { reasonsNotToRun } from "./reasons.ts";

const { run } = setUpExamples("readmes");

/** The blocks of a README that run in this file. Those for Vue run in `vue.test.ts`. */
const examplesOf = (name: string): ReadonlyArray<Block> => {
  const readme = readmes.find((each) => each.name === name) ?? { name, text: "" };
  return blocksOf(readme, "ts").filter(
    ({ code }) =>
      !code.includes('"@knetik-users/vue"') &&
      !reasonsNotToRun.some(({ pattern }) => code.includes(pattern)),
  );
};

describe.each(["README.md", "packages/core/README.md", "packages/server/README.md"])(
  "%s",
  (name) => {
    it.each(examplesOf(name))("runs the example in line $line", async (example) => {
      await run(example);
    });
  },
);

const isModule = (value: unknown): value is Type | DynamicModule =>
  (typeof value === "function" &&
    ["imports", "controllers", "providers"].some((key) => Reflect.hasMetadata(key, value))) ||
  (typeof value === "object" && value !== null && "module" in value);

const isClass = (value: unknown): value is Type =>
  typeof value === "function" && /^class\b/.test(String(value)) && !isModule(value);

const isController = (value: Type) => Reflect.hasMetadata("path", value);

/** Starts an application with what an example exports: its modules, or a module of its classes. */
const start = async (exported: ReadonlyArray<unknown>) => {
  const modules = exported.filter(isModule);
  const classes = exported.filter(isClass);
  const credentials = {
    grant: "client_credentials",
    clientId: "server",
    clientSecret: "sandbox-secret",
  } as const;
  const bringsUsers = modules.some((value) => /UsersModule|forRoot/.test(imported(value)));
  const compiled = await Test.createTestingModule({
    imports: [
      ...(bringsUsers
        ? []
        : [UsersModule.forRoot({ isGlobal: true, baseUrl: address, auth: credentials })]),
      ...modules,
    ],
    controllers: classes.filter(isController),
    providers: classes.filter((value) => !isController(value)),
  })
    // Of an application, such as the client of a queue.
    .useMocker(() => ({}))
    .compile();
  return compiled.createNestApplication({ logger: false });
};

/** The names of the modules that a module is or imports. */
const imported = (value: Type | DynamicModule): string => {
  if (typeof value !== "function") return value.module.name;
  const imports = (Reflect.getMetadata("imports", value) ?? []) as ReadonlyArray<
    DynamicModule | Type
  >;
  return imports.map((each) => ("module" in each ? each.module.name : each.name)).join(" ");
};

/** What an application answers, by a part of its example. */
const requests: ReadonlyArray<{
  readonly example: string;
  readonly path: string;
  readonly status: number;
  readonly body: string;
}> = [
  { example: "class PlayersController", path: "/players/2", status: 200, body: "Jane Doe" },
  {
    example: "class PlayersController",
    path: "/players/999999",
    status: 404,
    body: "UserNotFound",
  },
  { example: "class AccountController", path: "/greeting", status: 200, body: "Hello stranger" },
  { example: "class AccountController", path: "/me", status: 401, body: "" },
  { example: "class AccountController", path: "/status", status: 200, body: "ok" },
  {
    example: "class AccountsController",
    path: "/accounts?size=2",
    status: 200,
    body: "totalElements",
  },
  { example: "class AccountsController", path: "/accounts?sise=2", status: 400, body: "sise" },
  { example: "class HealthController", path: "/health", status: 200, body: '"status":"up"' },
];

describe("packages/nestjs/README.md", () => {
  const examples = examplesOf("packages/nestjs/README.md");

  it.each(examples)("starts the example in line $line", async (example) => {
    const exported = Object.values(await run(example));
    if (exported.length === 0) return;
    const app = await start(exported);
    await app.listen(0, "127.0.0.1");
    const origin = await app.getUrl();
    for (const { path, status, body } of requests.filter((each) =>
      example.code.includes(each.example),
    )) {
      const response = await fetch(`${origin}${path}`);
      expect.soft(await response.text(), path).toContain(body);
      expect.soft(response.status, path).toBe(status);
    }
    await app.close();
  });

  it("has the example of each request", () => {
    for (const { example } of requests) {
      expect(examples.filter(({ code }) => code.includes(example))).toHaveLength(1);
    }
  });
});
