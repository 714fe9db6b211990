import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { home, publishPackages } from "./published.ts";

const application = `
require("reflect-metadata");
const { Module } = require("@nestjs/common");
const { NestFactory } = require("@nestjs/core");
const { UsersModule, UsersService } = require("@knetik-users/nestjs");
const { UserDto } = require("@knetik-users/nestjs/dto");
const { UsersHealthIndicator } = require("@knetik-users/nestjs/terminus");
const { fakeUsersService } = require("@knetik-users/nestjs/testing");
class AppModule {}
Module({
  imports: [
    UsersModule.forRoot({
      baseUrl: "http://localhost",
      fetch: () => Promise.resolve(Response.json({ id: 7 })),
    }),
  ],
})(AppModule);
(async () => {
  const app = await NestFactory.create(AppModule, { logger: ["error"] });
  await app.init();
  const user = await app.get(UsersService).getUser(7);
  await app.close();
  const others = [UserDto, UsersHealthIndicator, fakeUsersService].every(Boolean);
  const nest = require("@nestjs/core/package.json").version.split(".")[0];
  console.log(JSON.stringify({ user, others, nest, commonJs: typeof module.exports, node: process.version }));
})();
`;

it("works in a CommonJS application", async () => {
  const nest11 = process.env["NEST"] === "nest11";
  const folder = await mkdtemp(path.join(home, ".commonjs-"));
  try {
    await publishPackages(folder);
    const file = path.join(folder, "application.cjs");
    await writeFile(file, application);
    // The oldest supported Nest on the oldest supported Node.
    const node = nest11 ? path.join(home, ".bin/node") : process.execPath;
    const { stdout } = await promisify(execFile)(node, [file]);
    expect(JSON.parse(stdout)).toEqual({
      user: { id: 7 },
      others: true,
      nest: nest11 ? "11" : "12",
      commonJs: "object",
      node: nest11 ? "v22.12.0" : process.version,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
