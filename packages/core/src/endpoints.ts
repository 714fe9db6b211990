export * from "./contract/endpoints.ts";
export { mapMethods, type Method } from "./client/mapMethods.ts";
export { splitArguments, subjectOf, withOptions } from "./contract/arguments.ts";
