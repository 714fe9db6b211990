// Every endpoint of the API, each a value of its own. `export *`, and not a list, so that the methods
// derived from them keep the documentation of the endpoint.
export * from "./oauth.ts";
export * from "./passwords.ts";
export * from "./tags.ts";
export * from "./templates.ts";
export * from "./users.ts";
