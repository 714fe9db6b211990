import { OperationName } from "@knetik-users/core";
type SandboxTarget = string | URL | {
    readonly fetch: (request: Request) => Promise<Response>;
};
interface Delay {
    readonly latency?: number | undefined;
}
interface StatusFault extends Delay {
    readonly status: number;
    readonly retryAfter?: number | undefined;
    readonly truncate?: true | undefined;
    readonly notJson?: true | undefined;
    readonly reset?: undefined;
}
interface AnswerFault extends Delay {
    readonly truncate?: true | undefined;
    readonly notJson?: true | undefined;
    readonly status?: undefined;
    readonly retryAfter?: undefined;
    readonly reset?: undefined;
}
interface ResetFault extends Delay {
    readonly reset: "before" | "after";
    readonly status?: undefined;
    readonly retryAfter?: undefined;
    readonly truncate?: undefined;
    readonly notJson?: undefined;
}
type SandboxFault = StatusFault | AnswerFault | ResetFault;
interface SandboxFaultRule {
    readonly id: number;
    readonly operation: OperationName | null;
    readonly next: number | null;
    readonly probability: number | null;
    readonly fault: SandboxFault;
    readonly calls: number;
    readonly hits: number;
}
interface SandboxTime {
    readonly now: Date;
    readonly frozen: boolean;
    readonly offset: number;
}
interface SandboxPopulation {
    readonly seed: number | null;
    readonly users: number;
    readonly clock: SandboxTime;
}
interface SandboxMail {
    readonly id: number;
    readonly recipient: string;
    readonly subject: string;
    readonly body: string;
    readonly createdDate: Date;
    readonly userId: number;
    readonly secret: string | undefined;
}
interface SandboxRequest {
    readonly requestId: string;
    readonly date: Date;
    readonly method: string;
    readonly path: string;
    readonly operation: OperationName | null;
    readonly query: {
        readonly [name: string]: string | ReadonlyArray<string>;
    };
    readonly body: unknown;
    readonly status: number | null;
    readonly fault: SandboxFault | null;
}
interface SandboxRequestFilter {
    readonly operation?: OperationName | undefined;
    readonly method?: string | undefined;
    readonly path?: string | undefined;
    readonly status?: number | undefined;
    readonly requestId?: string | undefined;
}
interface SandboxSnapshot {
    readonly id: string;
    readonly name: string | null;
    readonly date: Date;
    readonly rows: number;
}
interface ClockControls {
    readonly read: () => Promise<SandboxTime>;
    readonly advance: (seconds: number) => Promise<SandboxTime>;
    readonly set: (time: Date | number) => Promise<SandboxTime>;
    readonly freeze: (time?: Date | number) => Promise<SandboxTime>;
    readonly run: () => Promise<SandboxTime>;
    readonly unset: () => Promise<SandboxTime>;
}
type FaultyOperation = OperationName | "*";
interface FaultControls {
    readonly next: (operation: FaultyOperation, fault: SandboxFault, calls?: number) => Promise<SandboxFaultRule>;
    readonly always: (operation: FaultyOperation, fault: SandboxFault) => Promise<SandboxFaultRule>;
    readonly sometimes: (operation: FaultyOperation, probability: number, fault: SandboxFault) => Promise<SandboxFaultRule>;
    readonly list: () => Promise<ReadonlyArray<SandboxFaultRule>>;
    readonly clear: (operation?: OperationName) => Promise<void>;
}
interface MailControls {
    readonly list: (recipient?: string) => Promise<ReadonlyArray<SandboxMail>>;
    readonly latest: (recipient: string) => Promise<SandboxMail>;
    readonly clear: (recipient?: string) => Promise<void>;
}
interface RestorableSnapshot extends SandboxSnapshot {
    readonly restore: () => Promise<void>;
}
interface SandboxControls {
    readonly reset: () => Promise<SandboxPopulation>;
    readonly seed: (population: {
        readonly seed?: number | null | undefined;
        readonly users?: number | undefined;
    }) => Promise<SandboxPopulation>;
    readonly snapshot: (name?: string) => Promise<RestorableSnapshot>;
    readonly restore: (name: string) => Promise<void>;
    readonly snapshots: () => Promise<ReadonlyArray<RestorableSnapshot>>;
    readonly clock: ClockControls;
    readonly mail: MailControls;
    readonly faults: FaultControls;
    readonly requests: (filter?: SandboxRequestFilter) => Promise<ReadonlyArray<SandboxRequest>>;
    readonly clearRequests: () => Promise<void>;
}
declare const sandboxControls: (target: SandboxTarget) => SandboxControls;
interface SandboxIssue {
    readonly field: string;
    readonly message: string;
}
declare class SandboxError extends Error {
    readonly name = "SandboxError";
    readonly status: number | undefined;
    readonly issues: ReadonlyArray<SandboxIssue>;
    constructor(message: string, details?: {
        readonly status?: number | undefined;
        readonly issues?: ReadonlyArray<SandboxIssue>;
        readonly cause?: unknown;
    });
}
declare const sandboxFaultHeader: (fault: SandboxFault) => {
    readonly "x-sandbox-fault": string;
};
export { SandboxError, sandboxControls, sandboxFaultHeader };
export type { AnswerFault, ClockControls, FaultControls, FaultyOperation, MailControls, ResetFault, RestorableSnapshot, SandboxControls, SandboxFault, SandboxFaultRule, SandboxIssue, SandboxMail, SandboxPopulation, SandboxRequest, SandboxRequestFilter, SandboxSnapshot, SandboxTarget, SandboxTime, StatusFault };
