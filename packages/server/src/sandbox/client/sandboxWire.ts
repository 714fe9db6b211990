import type {
  SandboxFault,
  SandboxFaultRule,
  SandboxMail,
  SandboxPopulation,
  SandboxRequest,
  SandboxSnapshot,
  SandboxTime,
} from "./sandboxTypes.ts";

// Responses of the sandbox, with wire names.

interface WireFault {
  readonly latency?: number;
  readonly status?: number;
  readonly retry_after?: number;
  readonly reset?: "before" | "after";
  readonly truncate?: true;
  readonly not_json?: true;
}
export type WireRule = Omit<SandboxFaultRule, "fault"> & { readonly fault: WireFault };
export type WireTime = Omit<SandboxTime, "now"> & { readonly now: number };
export type WirePopulation = Omit<SandboxPopulation, "clock"> & { readonly clock: WireTime };
export type WireSnapshot = Omit<SandboxSnapshot, "date"> & { readonly date: number };
export type WireMail = Omit<SandboxMail, "createdDate" | "userId" | "secret"> & {
  readonly created_date: number;
  readonly user_id: number;
  readonly secret: string | null;
};
export type WireRequest = Omit<SandboxRequest, "requestId" | "date" | "fault"> & {
  readonly request_id: string;
  readonly date: number;
  readonly fault: WireFault | null;
};

const dateOf = (seconds: number) => new Date(seconds * 1000);

/** Seconds since 1970. */
export const secondsOf = (date: Date | number): number => Math.floor(Number(date) / 1000);

export const faultToWire = ({ retryAfter, notJson, ...fault }: SandboxFault) => ({
  ...fault,
  retry_after: retryAfter,
  not_json: notJson,
});

const faultFromWire = ({ retry_after, not_json, ...fault }: WireFault) =>
  ({
    ...fault,
    ...(retry_after !== undefined && { retryAfter: retry_after }),
    ...(not_json !== undefined && { notJson: not_json }),
    // The sandbox has validated the combination.
  }) as object as SandboxFault;

export const ruleFromWire = (rule: WireRule): SandboxFaultRule => ({
  ...rule,
  fault: faultFromWire(rule.fault),
});

export const timeFromWire = ({ now, frozen, offset }: WireTime): SandboxTime => ({
  now: dateOf(now),
  frozen,
  offset,
});

export const populationFromWire = ({ seed, users, clock }: WirePopulation): SandboxPopulation => ({
  seed,
  users,
  clock: timeFromWire(clock),
});

export const snapshotFromWire = ({ date, ...snapshot }: WireSnapshot): SandboxSnapshot => ({
  ...snapshot,
  date: dateOf(date),
});

export const mailFromWire = ({
  created_date,
  user_id,
  secret,
  ...mail
}: WireMail): SandboxMail => ({
  ...mail,
  createdDate: dateOf(created_date),
  userId: user_id,
  secret: secret ?? undefined,
});

export const requestFromWire = ({
  request_id,
  date,
  fault,
  ...rest
}: WireRequest): SandboxRequest => ({
  ...rest,
  requestId: request_id,
  date: dateOf(date),
  fault: fault === null ? null : faultFromWire(fault),
});
