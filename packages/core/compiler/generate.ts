import * as prettier from "prettier";
import { schemas } from "../src/models/schemas.ts";
import { Compiler } from "./compile.ts";
import { Constants, pure } from "./constants.ts";

/** The file with the codecs of all schemas. */
export const generatedFile = new URL("../src/compiled/codecs.ts", import.meta.url);

const header = `
// Generated from src/models/schemas.ts. To change a codec, change its schema and run
// \`pnpm --filter @knetik-users/core generate\`.

import * as conversions from "../models/conversions.ts";
import * as rules from "../models/rules.ts";
import type { schemas } from "../models/schemas.ts";
import type { Codec } from "../shapes/codec.ts";
import type { Shape } from "../shapes/shape.ts";
import * as shapes from "../shapes/shapes.ts";

type CodecOf<Name extends keyof typeof schemas> = Codec<(typeof schemas)[Name]["Type"]>;
`;

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** The rows of the list of users: a page has up to thousands. */
const userRow = schemas.UserSummary.ast;

/** Generates the text for {@link generatedFile}, without writing it. */
export const generate = async (): Promise<string> => {
  const constants = new Constants();
  const compiler = new Compiler(constants, (ast) => ast === userRow);
  const named = Object.entries(schemas).map(
    ([name, schema]) => [name, compiler.compile(schema.ast, lowerFirst(name))] as const,
  );
  const { constants: lines, codes } = constants.render(named.map(([, code]) => code));
  const code = [
    header,
    ...lines,
    ...named.map(
      ([name], index) =>
        `export const ${name}: CodecOf<"${name}"> = ${pure(`shapes.codec(${codes[index] ?? ""})`)};`,
    ),
  ].join("\n\n");
  const config = await prettier.resolveConfig(generatedFile);
  return prettier.format(code, { ...config, parser: "typescript" });
};
