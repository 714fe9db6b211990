export type { SandboxTarget } from "./callControl.ts";
export type { ClockControls } from "./clockClient.ts";
export {
  type RestorableSnapshot,
  type SandboxControls,
  sandboxControls,
} from "./sandboxControls.ts";
export { SandboxError, type SandboxIssue } from "./sandboxError.ts";
export { sandboxFaultHeader } from "./faultHeader.ts";
export type { FaultControls, FaultyOperation } from "./faultClient.ts";
export type { MailControls } from "./mailClient.ts";
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
} from "./sandboxTypes.ts";
