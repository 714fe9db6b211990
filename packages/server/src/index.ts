export { ConfigurationError, type ConfigurationProblem } from "@knetik-users/core/effect";
export { jsonLog } from "./http/jsonLog.ts";
export type { TrustProxy } from "./http/clientAddress.ts";
export type { Log, LogEntry } from "./http/requestLog.ts";
export type { Listener, ListenOptions } from "./http/listener.ts";
export type { HttpOptions } from "./http/httpOptions.ts";
export type { LimitOptions, Rate } from "./rate-limits/rateLimitOptions.ts";
export type { MailFailure, MailOptions } from "./mail/mailOptions.ts";
export type { ResetMessage, ResetSecret } from "./mail/resetMessage.ts";
export type {
  PostgresOptions,
  SandboxOptions,
  UsersServerOptions,
} from "./options/serverOptions.ts";
export type { PasswordOptions } from "./api/password-hashing/passwordOptions.ts";
export { createServer, type UsersServer } from "./server.ts";
export type { TokenLifetimes } from "./api/context/services.ts";
