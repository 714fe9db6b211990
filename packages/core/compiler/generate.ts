import type * as Schema from "effect/Schema";
import * as prettier from "prettier";
import { adminSchemas } from "../src/schemas/adminSchemas.ts";
import { schemas } from "../src/schemas/schemas.ts";
import { Compiler } from "./compile.ts";
import { Constants, pure } from "./constants.ts";

/** A file with the codecs of some schemas. */
interface Generated {
  readonly file: URL;
  /** The export with the schemas, and the name of its file in `schemas`. */
  readonly source: string;
  /** The interface with the types, and the name of its file in `models`. */
  readonly types: { readonly name: string; readonly file: string };
  readonly schemas: { readonly [name: string]: Schema.Top };
}

/**
 * The generated files. Those of administration are separate, so that programs that do not use them do
 * not load them.
 */
export const generatedFiles: ReadonlyArray<Generated> = [
  {
    file: new URL("../src/compiled/codecs.ts", import.meta.url),
    source: "schemas",
    types: { name: "Models", file: "models" },
    schemas,
  },
  {
    file: new URL("../src/compiled/adminCodecs.ts", import.meta.url),
    source: "adminSchemas",
    types: { name: "AdminModels", file: "administration" },
    schemas: adminSchemas,
  },
];

/** Modules whose exports the codecs use. */
const used = {
  conversions: "../models/conversions.ts",
  rules: "../models/rules.ts",
  shapes: "../shapes/shapes.ts",
} as const;

/** Imports modules whole, as the code names them. */
const importsOf = () =>
  Object.entries(used).map(([name, from]) => `import * as ${name} from "${from}";`);

const usedIn = (code: string, module: string): ReadonlyArray<string> =>
  [
    ...new Set(
      [...code.matchAll(new RegExp(`\\b${module}\\.(\\w+)`, "g"))].map(([, name = ""]) => name),
    ),
  ].sort();

/**
 * Imports what the code uses, each by its name: in the published bundle it comes from one file that has
 * the exports of many modules.
 */
const namedImportsOf = (code: string) =>
  Object.entries(used).map(([module, from]) => {
    const names = usedIn(code, module).map((name) => `${name} as ${module}_${name}`);
    return `import { ${names.join(", ")} } from "${from}";`;
  });

const namedIn = (code: string) => code.replace(/\b(conversions|rules|shapes)\.(\w+)/g, "$1_$2");

const headerOf = ({ source, types }: Generated, imports: ReadonlyArray<string>) => `
// Generated from src/schemas/${source}.ts. To change a codec, change its schema and run
// \`pnpm --filter @knetik-users/core generate\`.

${[
  ...imports,
  `import type { ${types.name} } from "../models/${types.file}.ts";`,
  'import type { Codec } from "../shapes/codec.ts";',
  'import type { Shape } from "../shapes/shape.ts";',
]
  // By the file.
  .sort((one, other) => (one.slice(one.indexOf('"')) < other.slice(other.indexOf('"')) ? -1 : 1))
  .join("\n")}

type CodecOf<Name extends keyof ${types.name}> = Codec<${types.name}[Name]>;
`;

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/**
 * The rows of the list of users: a page has up to thousands. Those that administration reads are not read
 * often enough for a second copy of the function.
 */
const userRow = schemas.UserSummary.ast;

/** Generates the text of a file, without writing it. */
export const generate = async (generated: Generated): Promise<string> => {
  const { file, source, schemas: given } = generated;
  const constants = new Constants();
  const compiler = new Compiler(constants, (ast) => source === "schemas" && ast === userRow);
  const named = Object.entries(given).map(
    ([name, schema]) => [name, compiler.compile(schema.ast, lowerFirst(name))] as const,
  );
  const { constants: lines, codes } = constants.render(named.map(([, code]) => code));
  const body = [
    ...lines,
    ...named.map(
      ([name], index) =>
        `export const ${name}: CodecOf<"${name}"> = ${pure(`shapes.codec(${codes[index] ?? ""})`)};`,
    ),
  ].join("\n\n");
  const config = await prettier.resolveConfig(file);
  const code =
    source === "schemas"
      ? `${headerOf(generated, importsOf())}\n\n${body}`
      : `${headerOf(generated, namedImportsOf(body))}\n\n${namedIn(body)}`;
  return prettier.format(code, { ...config, parser: "typescript" });
};
