export type { SandboxTarget } from "./sandbox/client/call.ts";
export type { ClockControls } from "./sandbox/client/clock.ts";
export {
  type RestorableSnapshot,
  type SandboxControls,
  sandboxControls,
} from "./sandbox/client/controls.ts";
export { SandboxError, type SandboxIssue } from "./sandbox/client/error.ts";
export { sandboxFaultHeader } from "./sandbox/client/faultHeader.ts";
export type { FaultControls, FaultyOperation } from "./sandbox/client/faults.ts";
export type { MailControls } from "./sandbox/client/mail.ts";
export type {
  AnswerFault,
  ResetFault,
  SandboxFault,
  SandboxFaultRule,
  SandboxMail,
  SandboxPopulation,
  SandboxRequest,
  SandboxRequestFilter,
  SandboxSnapshot,
  SandboxTime,
  StatusFault,
} from "./sandbox/client/types.ts";
