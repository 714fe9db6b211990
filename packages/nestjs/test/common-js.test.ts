import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

/** Builds a package as published, without types. */
const publish = async (folder: string, entries: ReadonlyArray<string>, modules: string) => {
  const manifest = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")) as {
    name: string;
    publishConfig: { exports: object };
  };
  const target = path.join(modules, manifest.name);
  await build({
    entryPoints: entries.map((entry) => path.join(folder, "src", `${entry}.ts`)),
    outdir: path.join(target, "dist"),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    external: ["effect", "@nestjs/*", "@knetik-users/*", "rxjs", "reflect-metadata"],
    logLevel: "error",
  });
  const { name, publishConfig } = manifest;
  await writeFile(
    path.join(target, "package.json"),
    JSON.stringify({ name, type: "module", exports: publishConfig.exports }),
  );
};

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
  const home = path.join(root, nest11 ? "nest11" : "", "node_modules");
  const folder = await mkdtemp(path.join(home, ".commonjs-"));
  try {
    const modules = path.join(folder, "node_modules");
    await mkdir(modules);
    await publish(path.join(root, "../core"), ["index", "effect", "endpoints"], modules);
    await publish(root, ["index", "dto", "terminus", "testing"], modules);
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
