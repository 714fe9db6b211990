import { DestinationStream } from "pino";
interface LogEntry {
    readonly method: string;
    readonly path: string | undefined;
    readonly status: number;
    readonly milliseconds: number;
    readonly requestId: string;
    readonly error?: string;
}
type Log = (entry: LogEntry) => void;
declare const jsonLog: (destination?: DestinationStream) => Log;
type TrustProxy = number | ReadonlyArray<string>;
interface OptionProblem {
    readonly option: string;
    readonly must: string;
}
declare class OptionsError extends TypeError {
    readonly name = "OptionsError";
    readonly problems: ReadonlyArray<OptionProblem>;
    constructor(problems: ReadonlyArray<OptionProblem>);
}
interface HttpOptions {
    readonly bodyLimit?: number | undefined;
    readonly headersTimeout?: number | undefined;
    readonly requestTimeout?: number | undefined;
    readonly keepAliveTimeout?: number | undefined;
    readonly idleTimeout?: number | undefined;
}
interface ListenOptions {
    readonly port: number;
    readonly host?: string | undefined;
}
interface Listener {
    readonly url: string;
    readonly close: (graceMilliseconds?: number) => Promise<void>;
}
interface Rate {
    readonly limit: number;
    readonly seconds: number;
}
type Setting = Rate | false | undefined;
interface LimitOptions {
    readonly signIn?: {
        readonly address?: Setting;
        readonly account?: Setting;
        readonly accountFromAddress?: Setting;
    } | undefined;
    readonly passwordReset?: {
        readonly address?: Setting;
        readonly account?: Setting;
        readonly recipient?: Setting;
    } | undefined;
    readonly registration?: {
        readonly address?: Setting;
        readonly recipient?: Setting;
    } | undefined;
}
interface ResetSecret {
    readonly userId: number;
    readonly secret: string;
    readonly url: string | undefined;
}
interface ResetMessage {
    readonly subject: string;
    readonly text: string;
    readonly html: string;
}
interface MailOptions {
    readonly smtp: string;
    readonly from: string;
    readonly resetUrl?: string | undefined;
    readonly subject?: string | undefined;
    readonly resetMessage?: ((secret: ResetSecret) => ResetMessage) | undefined;
    readonly interval?: number | undefined;
    readonly onFailure?: ((failure: MailFailure) => void) | undefined;
}
interface PasswordOptions {
    readonly memory?: number | undefined;
    readonly passes?: number | undefined;
    readonly parallelism?: number | undefined;
    readonly concurrency?: number | undefined;
    readonly queue?: number | undefined;
}
interface TokenLifetimes {
    readonly accessTokenLifetime: number;
    readonly refreshTokenLifetime: number;
    readonly refreshTokenGrace: number;
}
interface MailFailure {
    readonly userId: number;
    readonly attempts: number;
    readonly willRetry: boolean;
    readonly reason: string;
}
interface SandboxOptions {
    readonly users?: number | undefined;
    readonly seed?: number | undefined;
}
interface PostgresOptions {
    readonly url: string;
    readonly poolSize?: number | undefined;
}
interface UsersServerOptions {
    readonly database?: {
        readonly file: string;
    } | PostgresOptions | "memory" | undefined;
    readonly sandbox?: boolean | SandboxOptions | undefined;
    readonly tokens?: Partial<TokenLifetimes> | undefined;
    readonly passwords?: PasswordOptions | undefined;
    readonly limits?: boolean | LimitOptions | undefined;
    readonly trustProxy?: TrustProxy | undefined;
    readonly allowedOrigins?: ReadonlyArray<string> | undefined;
    readonly http?: HttpOptions | undefined;
    readonly mail?: MailOptions | undefined;
    readonly auditRetention?: number | undefined;
    readonly clock?: (() => Date | number) | undefined;
    readonly log?: Log | undefined;
    readonly telemetry?: boolean | undefined;
}
interface UsersServer extends AsyncDisposable {
    readonly fetch: (request: Request) => Promise<Response>;
    readonly listen: (options: ListenOptions) => Promise<Listener>;
    readonly close: (graceMilliseconds?: number) => Promise<void>;
}
declare const createServer: (options?: UsersServerOptions) => Promise<UsersServer>;
export { OptionsError, createServer, jsonLog };
export type { HttpOptions, LimitOptions, ListenOptions, Listener, Log, LogEntry, MailFailure, MailOptions, OptionProblem, PasswordOptions, PostgresOptions, Rate, ResetMessage, ResetSecret, SandboxOptions, TokenLifetimes, TrustProxy, UsersServer, UsersServerOptions };
