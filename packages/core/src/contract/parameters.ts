import { toSnakeCase } from "../model/names.ts";
import type { QueryDefinition } from "./endpoint.ts";

/** The query parameters of an endpoint that are not filters, by their wire names. */
export const parametersOf = (definition: QueryDefinition | undefined): ReadonlySet<string> => {
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
