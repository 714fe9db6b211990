/** The caller of an operation, according to its access token. */
export interface Caller {
  /** Absent without a token. */
  readonly clientId?: string;
  /** Absent for a client that acts on its own behalf. */
  readonly userId?: number;
  readonly roles: ReadonlySet<string>;
}

export const anonymous: Caller = { roles: new Set() };
