/** What the sandbox found wrong with one field. */
export interface SandboxIssue {
  /** Empty for all of it. */
  readonly field: string;
  readonly message: string;
}

/** The sandbox refused what it was asked, or there is none. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
  /** Undefined where there was no answer. */
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
