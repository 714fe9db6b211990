/** Key of the session's state in Nuxt's payload. */
export const stateKey = "knetik-users-session";
/** Key of the data that the server has loaded. */
export const dataKey = "knetik-users-data";
