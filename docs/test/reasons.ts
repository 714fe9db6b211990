/** Examples in `ts` blocks that are type-checked, but do not run here, by a part of their code. */
export const reasonsNotToRun = [
  { pattern: 'refreshToken: "…"', reason: "needs a stored refresh token" },
  { pattern: "declare const pool", reason: "needs PostgreSQL" },
  {
    pattern: "process.env;\nif (DATABASE_URL",
    reason: "needs PostgreSQL; the server's tests use it",
  },
] as const;
