import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { home, publishPackages } from "./published.ts";

const require = createRequire(import.meta.url);
const jest = require.resolve("jest/bin/jest");
/** Node 22.12, which the packages of Nest 11 bring, and the Node that runs this. */
const nodes = [
  ["22", path.join(import.meta.dirname, "../nest11/node_modules/.bin/node")],
  ["24", process.execPath],
] as const;

/** A unit test and a test of an application, in CommonJS as `nest new` sets up Jest. */
const tests = `
require("reflect-metadata");
const { Controller, Get, Module } = require("@nestjs/common");
const { ExpressAdapter } = require("@nestjs/platform-express");
const { Test } = require("@nestjs/testing");
const { InjectUsers, UsersModule, UsersService } = require("@knetik-users/nestjs");
const { fakeUsersService, usersError } = require("@knetik-users/nestjs/testing");
class Players {
  constructor(users) {
    this.users = users;
  }
  read() {
    return this.users.getUser(7);
  }
}
Controller("players")(Players);
InjectUsers()(Players, undefined, 0);
Get()(Players.prototype, "read", Object.getOwnPropertyDescriptor(Players.prototype, "read"));
class AppModule {}
Module({ imports: [UsersModule.forRoot({ baseUrl: "http://localhost" })], controllers: [Players] })(AppModule);

test("a controller with a fake", async () => {
  const players = new Players(fakeUsersService({ getUser: async () => ({ id: 7 }) }));
  expect(await players.read()).toEqual({ id: 7 });
});
test("an application whose service is replaced", async () => {
  const users = fakeUsersService({ getUser: async () => Promise.reject(usersError("UserNotFound")) });
  const compiled = await Test.createTestingModule({ imports: [AppModule] })
    .overrideProvider(UsersService)
    .useValue(users)
    .compile();
  const app = compiled.createNestApplication(new ExpressAdapter(), { logger: false });
  await app.listen(0, "127.0.0.1");
  const response = await fetch((await app.getUrl()) + "/players");
  expect([response.status, (await response.json()).code]).toEqual([404, "UserNotFound"]);
  app.getHttpServer().closeAllConnections();
  await app.close();
});
`;
const transformer = `
const { transformSync } = require(${JSON.stringify(require.resolve("esbuild"))});
exports.process = (code, file) => transformSync(code, { format: "cjs", target: "es2022", sourcefile: file });
`;

/** The configuration in the README, with esbuild instead of ts-jest and SWC. */
const documentedConfiguration = async () => {
  const readme = await readFile(path.join(import.meta.dirname, "../README.md"), "utf8");
  const [, json] = /^```json\n(\{\n {2}"transform".*?)^```$/ms.exec(readme) ?? [];
  const compiled = process.env["NEST"] === "nest12" ? "@nestjs|@knetik-users" : "@knetik-users";
  return (json ?? "")
    .replaceAll(/"(ts-jest|@swc\/jest)"/g, '"<rootDir>/esbuild.cjs"')
    .replace("@knetik-users", compiled);
};

let folder: string;
beforeAll(async () => {
  // Not in `node_modules`, where Jest finds no tests.
  folder = await mkdtemp(path.join(home, "../.jest-"));
  await publishPackages(folder);
  const write = (file: string, code: string) => writeFile(path.join(folder, file), code);
  await write("package.json", "{}");
  await write("esbuild.cjs", transformer);
  await write("jest.config.json", await documentedConfiguration());
  await write("players.test.js", tests);
});
afterAll(() => rm(folder, { recursive: true }));

it.each(nodes)("runs in Jest as the README configures it, on Node %s", async (_, node) => {
  const { stdout } = await promisify(execFile)(
    node,
    [jest, "--rootDir", folder, "--json", "--no-cache", "--runInBand"],
    { cwd: folder, maxBuffer: 2 ** 24 },
  );
  expect(JSON.parse(stdout)).toMatchObject({ numPassedTests: 2, success: true });
});
