import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { UserTemplate } from "@knetik-users/core";
import { templateTypes } from "../src/templates/templateTypes.ts";
import { adminEnv, run, startServer, temporaryFolder } from "./support.ts";

let api: Awaited<ReturnType<typeof startServer>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  api = await startServer();
  folder = await temporaryFolder();
});
afterAll(async () => {
  await api.server.close();
  await folder[Symbol.asyncDispose]();
});
const templates = (args: ReadonlyArray<string>) =>
  run(["templates", ...args], { env: adminEnv(api.url) });

const root = path.resolve(import.meta.dirname, "..");

/** The compiler's errors about a module beside the generated types. */
const compile = async (types: string, module: string): Promise<string> => {
  // Below the package, so that it finds the core.
  const place = path.join(root, ".types/generated");
  await mkdir(place, { recursive: true });
  try {
    await writeFile(path.join(place, "templates.ts"), types);
    await writeFile(path.join(place, "use.ts"), module);
    await writeFile(
      path.join(place, "tsconfig.json"),
      JSON.stringify({
        extends: "../../../../tsconfig.base.json",
        compilerOptions: { noUnusedLocals: true, tsBuildInfoFile: "./use.tsbuildinfo" },
        files: ["templates.ts", "use.ts"],
        references: [{ path: "../../../core/tsconfig.src.json" }],
      }),
    );
    const compiler = path.join(root, "../../node_modules/typescript-7/bin/tsc");
    await promisify(execFile)(process.execPath, [compiler, "--build", place, "--pretty", "false"]);
    return "";
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
};

describe("templates types", () => {
  it("generates types that know the kind and optionality of each property", async () => {
    const { out } = await templates(["types"]);
    const module = `
      import type { User, UserRegistration } from "@knetik-users/core";
      import type { Typed } from "./templates.ts";
      declare const player: Typed<User, "player">;
      export const level: number | undefined = player.additionalProperties.level?.value;
      export const maps: ReadonlyArray<string> | undefined =
        player.additionalProperties.favoriteMaps?.values.map(({ value }) => value);
      export const sound: boolean | undefined = player.additionalProperties.settings?.map.sound.value;
      export const staff: Typed<UserRegistration, "staff"> = {
        username: "ada",
        email: "ada@example.com",
        template: "staff",
        additionalProperties: {
          department: { type: "text", value: "Support" },
          more: { type: "boolean", value: true },
        },
      };
      export const sent: UserRegistration = staff;
      export const read: User = player;
      // @ts-expect-error A color is text.
      export const color: number | undefined = player.additionalProperties.gamePieceColor?.value;
      // @ts-expect-error The template does not have it.
      export const gold = player.additionalProperties.gold;
      // @ts-expect-error The department is required.
      export const lazy: Typed<User, "staff">["additionalProperties"] = {};
    `;
    expect(await compile(out, module)).toBe("");
  });

  it("generates valid types for awkward names, and templates without properties", async () => {
    const all: ReadonlyArray<UserTemplate> = [
      {
        id: "1 a-b",
        name: "ends */ here",
        properties: [{ type: "text", name: 'sa"id', required: true }],
      },
      { id: "1 a b", name: "Same name", allowAdditional: true },
      { id: "empty", name: "Empty", properties: [] },
      {
        id: "new",
        name: "New",
        properties: [{ type: "unknown", wire: { type: "planet", name: "home" } }],
      },
    ];
    const module = `
      import type { Template1ABProperties, Template1AB2Properties } from "./templates.ts";
      export const first = (one: Template1AB2Properties) => one["sa\\"id"].value.length;
      export const second = (other: Template1ABProperties) => other["x"];
    `;
    const types = templateTypes(all);
    expect(types).toBe(templateTypes([...all].reverse()));
    expect(await compile(types, module)).toBe("");
    expect(await compile(templateTypes([]), "export {};")).toBe("");
  });

  it("writes a file, and checks whether it is up to date", async () => {
    const file = folder.file("templates.ts");
    const flags = ["types", "--output", file];
    expect((await templates([...flags, "--check"])).code).toBe(8);
    expect((await templates(flags)).code).toBe(0);
    expect((await templates([...flags, "--check"])).code).toBe(0);
    await writeFile(file, `${await readFile(file, "utf8")}\n`);
    const { code, err } = await templates([...flags, "--check"]);
    expect(code).toBe(8);
    expect(err).toContain("differs from the templates");
  });
});

describe("templates pull, diff and push", () => {
  it("keeps templates as files, and shows a plan before it changes the API", async () => {
    const files = folder.file("files");
    await templates(["pull", files]);
    expect(await readdir(files)).toEqual(["player.json", "staff.json"]);
    expect(await templates(["diff", files])).toMatchObject({ code: 0, out: "" });

    const player = path.join(files, "player.json");
    const text = await readFile(player, "utf8");
    await writeFile(
      player,
      text.replace('"max": 100', '"max": 200').replace('"winRate"', '"rate"'),
    );
    await writeFile(
      path.join(files, "guest.json"),
      JSON.stringify({ id: "guest", name: "Guest", properties: [] }),
    );
    await rm(path.join(files, "staff.json"));
    const { code, json } = await run(["templates", "diff", files, "--json"], {
      env: adminEnv(api.url),
    });
    expect(code).toBe(8);
    expect(json()).toEqual([
      { action: "create", id: "guest" },
      { action: "update", id: "player", differences: ["~level", "+rate", "-winRate"] },
      { action: "extra", id: "staff" },
    ]);

    const asked = await templates(["push", files]);
    expect(asked.code).toBe(2);
    expect(asked.out).toMatch(/^create +guest$/m);
    expect((await templates(["get", "guest"])).code).toBe(4);
    expect((await templates(["push", files, "--yes"])).code).toBe(0);
    expect((await templates(["get", "player"])).out).toMatch(
      /^level +integer +no +min=1 max=200$/m,
    );
    // Without --prune nothing is deleted.
    expect((await templates(["get", "staff"])).code).toBe(0);
    expect((await templates(["push", files, "--yes"])).err).toContain(
      "has the templates of the files",
    );
    // A template with users is not deleted.
    expect((await templates(["push", files, "--yes", "--prune"])).code).toBe(5);
  });

  it("says which file is wrong", async () => {
    const files = folder.file("wrong");
    await mkdir(files);
    await writeFile(path.join(files, "a.json"), JSON.stringify({ name: "A" }));
    const { code, err } = await templates(["diff", files]);
    expect(code).toBe(6);
    expect(err).toContain("a.json has no id");
  });
});
