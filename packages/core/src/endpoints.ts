export * from "./contract/allEndpoints.ts";
export {
  inputOf,
  mapMethods,
  type Method,
  splitArguments,
  subjectOf,
  withOptions,
} from "./contract/methods.ts";
export { rowFieldsOf } from "./contract/rowFields.ts";
