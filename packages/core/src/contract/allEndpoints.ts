// `export *` instead of a list, so that methods derived from an endpoint keep its documentation.
export * from "./tokenEndpoint.ts";
export * from "./passwordEndpoints.ts";
export * from "./tagEndpoints.ts";
export * from "./templateEndpoints.ts";
export * from "./userEndpoints.ts";
