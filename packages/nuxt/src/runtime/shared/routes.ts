import type { PublicConfig } from "../../moduleOptions.ts";

type Paths = Pick<PublicConfig, "path">;

/** Route of the session: GET. */
export const sessionPath = ({ path }: Paths): string => `${path}/session`;
/** Route that signs in: POST. */
export const signInPath = ({ path }: Paths): string => `${path}/sign-in`;
/** Route that signs out: POST. */
export const signOutPath = ({ path }: Paths): string => `${path}/sign-out`;
/** Prefix of the calls that are sent to the API. */
export const callsPath = ({ path }: Paths): string => `${path}/calls`;
