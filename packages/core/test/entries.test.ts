import path from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";

const folder = path.resolve(import.meta.dirname, "..");

const bundle = async (entry: string) => {
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [`src/${entry}.ts`],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
    external: ["ky"],
  });
  return metafile;
};

/** The modules of Effect that an entry loads, directly or not. */
const effectModules = async (entry: string): Promise<ReadonlyArray<string>> => {
  const metafile = await bundle(entry);
  return Object.keys(metafile.inputs).flatMap((file) => {
    const [, name] = /\/node_modules\/effect\/dist\/(.+)\.js$/.exec(file) ?? [];
    return name === undefined ? [] : [name];
  });
};

it.each(["index", "endpoints", "effect"])(
  "the entry %s has nothing of administration",
  async (entry) => {
    const { inputs } = await bundle(entry);
    expect(Object.keys(inputs).filter((file) => /admin/i.test(file))).toEqual([]);
  },
);

it.each(["index", "endpoints", "admin"])("the entry %s loads no schema", async (entry) => {
  const modules = await effectModules(entry);
  // The endpoints alone do without Effect.
  expect(modules.length > 0).toBe(entry === "index");
  expect(modules.filter((name) => /schema/i.test(name))).toEqual([]);
});

it("the endpoints need nothing of Effect", async () => {
  expect(await effectModules("endpoints")).toEqual([]);
});

it("the entry for Effect has the schemas", async () => {
  expect(await effectModules("effect")).toContain("Schema");
});
