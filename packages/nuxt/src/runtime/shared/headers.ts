/**
 * Header of every request from a page: the id of the session that the page shows, or `none`. Another site cannot
 * send it without asking first (CORS), which makes it the protection against forged requests, too.
 */
export const sessionHeader = "x-users-session";

/** Value of {@link sessionHeader} of a page without a session. */
export const noSession = "none";

/** Response header that tells a page to ask for its session again: `changed` or `expired`. */
export const changedHeader = "x-users-session-state";
