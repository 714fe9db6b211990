interface LogEntry {
    readonly method: string;
    readonly path: string | undefined;
    readonly status: number;
    readonly milliseconds: number;
    readonly requestId: string;
    readonly error?: string;
}
type Log = (entry: LogEntry) => void;
interface ListenOptions {
    readonly port: number;
    readonly host?: string | undefined;
}
interface Listener {
    readonly url: string;
    readonly close: (graceMilliseconds?: number) => Promise<void>;
}
interface TokenLifetimes {
    readonly accessTokenLifetime: number;
    readonly refreshTokenLifetime: number;
}
interface SandboxOptions {
    readonly users?: number | undefined;
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
    readonly clock?: (() => Date | number) | undefined;
    readonly log?: Log | undefined;
}
interface UsersServer extends AsyncDisposable {
    readonly fetch: (request: Request) => Promise<Response>;
    readonly listen: (options: ListenOptions) => Promise<Listener>;
    readonly close: (graceMilliseconds?: number) => Promise<void>;
}
declare const createServer: (options?: UsersServerOptions) => Promise<UsersServer>;
export { createServer };
export type { ListenOptions, Listener, Log, LogEntry, PostgresOptions, SandboxOptions, TokenLifetimes, UsersServer, UsersServerOptions };
