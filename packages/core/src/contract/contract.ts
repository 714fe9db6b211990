import * as endpoints from "../endpoints.ts";

/**
 * The API: its sixteen endpoints and the token endpoint. The client's methods, the adapters and
 * the server's routes are derived from this value; endpoint seventeen is one more entry.
 */
export const contract = { ...endpoints };

export type Contract = typeof contract;
/** Name of an operation, such as `"getUser"`. */
export type OperationName = keyof Contract;
