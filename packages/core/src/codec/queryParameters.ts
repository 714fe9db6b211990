import type { QueryDefinition } from "../contract/endpoint.ts";
import { shapeOf } from "../shapes/codec.ts";
import { fieldsOf } from "../shapes/struct.ts";

/** The query parameters of an endpoint that are not filters, by their wire names. */
export const queryParametersOf = (definition: QueryDefinition | undefined): ReadonlySet<string> =>
  new Set(
    definition === undefined
      ? []
      : fieldsOf(shapeOf(definition.codec))
          .filter(({ name }) => name !== "filter")
          .map(({ wireName }) => wireName),
  );
