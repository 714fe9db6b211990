/** Ids of users are positive 32-bit integers. */
export const userIdRange = { minimum: 1, maximum: 2_147_483_647 } as const;
