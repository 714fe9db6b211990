/** A session with its tokens. It never leaves the server unsealed. */
export interface SessionRecord {
  /** Random; outlives the tokens. */
  readonly id: string;
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
}

interface GrantedTokens {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  readonly expiresIn?: number | undefined;
}

/** Makes the record of new tokens. A renewal that returns no refresh token keeps the one it used. */
export const recordOf = (
  id: string,
  { accessToken, refreshToken, expiresIn }: GrantedTokens,
  now: number,
  used?: string,
): SessionRecord => {
  const next = refreshToken ?? used;
  return {
    id,
    accessToken,
    ...(next !== undefined && { refreshToken: next }),
    ...(expiresIn !== undefined && { expiresAt: now + expiresIn * 1000 }),
  };
};

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** Checks an unsealed value, which another version may have written. */
export const isSessionRecord = (value: unknown): value is SessionRecord =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  isText(value.id) &&
  "accessToken" in value &&
  isText(value.accessToken) &&
  (!("refreshToken" in value) || isText(value.refreshToken)) &&
  (!("expiresAt" in value) || typeof value.expiresAt === "number");
