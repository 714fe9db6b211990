import { toSnakeCase } from "../models/fieldNames.ts";
import type { QueryDefinition } from "../contract/endpoint.ts";

/** The query parameters of an endpoint that are not filters, by their wire names. */
export const queryParametersOf = (definition: QueryDefinition | undefined): ReadonlySet<string> => {
  const ast = definition?.schema.ast;
  return new Set(
    ast?._tag === "Objects"
      ? ast.propertySignatures
          .map(({ name }) => String(name))
          .filter((name) => name !== "filter")
          .map(toSnakeCase)
      : [],
  );
};
