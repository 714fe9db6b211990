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
const compile = async (
  types: string,
  module: string,
  use: (place: string) => Promise<void> = async () => {},
): Promise<string> => {
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
    await use(place);
    return "";
  } catch (error) {
    if (!(error instanceof Error && "stdout" in error)) throw error;
    return String(error.stdout);
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

  it("generates schemas that check what the API checks", async () => {
    const everything: UserTemplate = {
      id: "everything",
      name: "Everything",
      properties: [
        { type: "text", name: "color", required: true, maxLength: 3 },
        { type: "formatted_text", name: "about", required: false },
        { type: "integer", name: "level", required: false, min: 1, max: 100 },
        { type: "long", name: "points", required: false, max: 9_000_000_000_000_000 },
        { type: "double", name: "win rate", required: false, min: 0 },
        { type: "boolean", name: "sound", required: false },
        { type: "date", name: "since", required: false, min: new Date("2020-01-01") },
        { type: "image", name: "avatar", required: false, fileType: "png" },
        { type: "image_group", name: "shots", required: false, maxCount: 1 },
        {
          ...{ type: "list", name: "maps", required: false, minCount: 1 },
          valueDefinition: { type: "text", name: "map", required: true, maxLength: 2 },
        },
        { type: "list", name: "any", required: false },
        {
          ...{ type: "map", name: "keys", required: false },
          properties: [{ type: "text", name: "__proto__", required: true }],
        },
        { type: "map", name: "open", required: false },
      ],
    };
    const others: ReadonlyArray<UserTemplate> = [
      { id: "open", name: "Open", allowAdditional: true, properties: everything.properties ?? [] },
      { id: "empty", name: "Empty", properties: [] },
      {
        ...{ id: "newer", name: "Newer" },
        properties: [{ type: "unknown", wire: { type: "planet", name: "home" } }],
      },
    ];
    const module = `
      import * as Schema from "effect/Schema";
      import { EverythingPropertiesSchema, OpenPropertiesSchema } from "./templates.ts";
      const problem = (schema: Schema.Codec<never> | Schema.Codec<any>) => (value: unknown): string => {
        const result = Schema.decodeUnknownExit(schema)(value, { onExcessProperty: "error" });
        return result._tag === "Success" ? "" : String(result.cause);
      };
      export const closed = problem(EverythingPropertiesSchema);
      export const open = problem(OpenPropertiesSchema);
    `;
    const types = templateTypes([everything, ...others], { schemas: true });
    const errors = await compile(types, module, async (place) => {
      const { closed, open } = (await import(path.join(place, "use.ts"))) as {
        readonly closed: (value: unknown) => string;
        readonly open: (value: unknown) => string;
      };
      const color = { type: "text", value: "🔴🔴🔴" };
      const map = { type: "text", value: "de" };
      const right = {
        color,
        about: { type: "formatted_text", value: "long text", unknownFields: { more: 1 } },
        level: { type: "integer", value: 100 },
        points: { type: "long", value: -9_007_199_254_740_993n },
        "win rate": { type: "double", value: 0.5 },
        sound: { type: "boolean", value: true },
        since: { type: "date", value: new Date("2020-01-01") },
        avatar: { type: "image", url: "https://example.com/a.png" },
        shots: { type: "image_group", files: [{ type: "image" }] },
        maps: { type: "list", values: [map] },
        any: { type: "list", values: [map, { type: "boolean", value: true }] },
        keys: { type: "map", map: Object.fromEntries([["__proto__", map]]) },
        open: { type: "map", map: { at: map } },
      };
      expect(closed(right)).toBe("");
      expect(open({ ...right, more: map })).toBe("");
      const wrong: ReadonlyArray<readonly [change: object, message: RegExp]> = [
        [{ color: undefined }, /color/],
        [{ color: { type: "text", value: "four" } }, /at most 3 characters/],
        [{ level: { type: "long", value: 1 } }, /"integer"/],
        [{ level: { type: "integer", value: 0 } }, /at least 1 and at most 100/],
        [{ points: { type: "long", value: 9_007_199_254_740_993n } }, /at most 9000000000000000/],
        [{ "win rate": { type: "double", value: -1 } }, /at least 0/],
        [{ since: { type: "date", value: new Date("2019-12-31") } }, /at least 1577836800 seconds/],
        [
          { shots: { type: "image_group", files: [{ type: "image" }, { type: "image" }] } },
          /at most 1 files/,
        ],
        [{ shots: { type: "image_group", files: [{ type: "video" }] } }, /"image"/],
        [{ maps: { type: "list", values: [] } }, /at least 1 values/],
        [
          { maps: { type: "list", values: [{ type: "text", value: "dee" }] } },
          /at most 2 characters/,
        ],
        [{ keys: { type: "map", map: {} } }, /__proto__/],
        [{ more: map }, /more/],
      ];
      for (const [change, message] of wrong)
        expect(closed({ ...right, ...change })).toMatch(message);
    });
    expect(errors).toBe("");
    // Those of the sample data, through the program.
    const { out } = await templates(["types", "--schemas"]);
    expect(out).toContain("export const PlayerPropertiesSchema: Schema.Codec<PlayerProperties>");
    expect(await compile(out, "export {};")).toBe("");
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
