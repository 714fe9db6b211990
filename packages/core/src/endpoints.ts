// Every endpoint of the API, each a value of its own. `export *`, and not a list, so that the methods
// derived from them keep the documentation of the endpoint.
export * from "./contract/oauth.ts";
export * from "./contract/passwords.ts";
export * from "./contract/tags.ts";
export * from "./contract/templates.ts";
export * from "./contract/users.ts";
