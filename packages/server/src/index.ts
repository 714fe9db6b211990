export { jsonLog } from "./http/jsonLog.ts";
export type { Log, LogEntry } from "./http/log.ts";
export type { Listener, ListenOptions } from "./http/listener.ts";
export type { PostgresOptions, SandboxOptions, UsersServerOptions } from "./options.ts";
export { createServer, type UsersServer } from "./server.ts";
export type { TokenLifetimes } from "./services.ts";
