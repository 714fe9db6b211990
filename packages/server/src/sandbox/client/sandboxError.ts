/** A problem with one field. */
export interface SandboxIssue {
  /** Empty if it concerns the whole input. */
  readonly field: string;
  readonly message: string;
}

/** The sandbox rejected the call or could not be reached. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
  /** Undefined if there was no response. */
  readonly status: number | undefined;
  readonly issues: ReadonlyArray<SandboxIssue>;

  constructor(
    message: string,
    details: {
      readonly status?: number | undefined;
      readonly issues?: ReadonlyArray<SandboxIssue>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.status = details.status;
    this.issues = details.issues ?? [];
  }
}
