/** The caller of an operation, according to its access token. */
export interface Caller {
  /** Absent without a token. */
  readonly clientId?: string;
  /** Absent for a client that acts on its own behalf. */
  readonly userId?: number;
  readonly roles: ReadonlySet<string>;
  /** The transaction of the last write, which a replica must have. Only if there is a replica. */
  readonly lastWrite?: number;
}

export const anonymous: Caller = { roles: new Set() };
