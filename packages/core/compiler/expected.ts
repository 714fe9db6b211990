import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";
import { pathIssues } from "../src/codec/schemaIssues.ts";

/** No schema of the models accepts it. */
const stranger = Symbol("stranger");

/** What a value of a schema has to be, in the words of Effect's interpreter. */
const expectedBy = (ast: SchemaAST.AST): string => {
  const read = Schema.decodeUnknownResult(Schema.make<Schema.Codec<unknown, unknown>>(ast));
  const [issue] = pathIssues(
    Result.match(read(stranger), {
      onFailure: (error) => error.issue,
      onSuccess: () => {
        throw new Error(`A ${ast._tag} accepts anything.`);
      },
    }),
  );
  return issue?.message.replace(/^Expected /, "") ?? "";
};

export const expectedValue = (ast: SchemaAST.AST): string => expectedBy(SchemaAST.toType(ast));
export const expectedJson = (ast: SchemaAST.AST): string => expectedBy(SchemaAST.toEncoded(ast));
