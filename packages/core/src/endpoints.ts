export * from "./contract/allEndpoints.ts";
export {
  filterOf,
  inputOf,
  mapMethods,
  type Method,
  splitArguments,
  subjectOf,
  subjectsOf,
  withOptions,
} from "./contract/methods.ts";
export { rowFieldsOf } from "./contract/rowFields.ts";
