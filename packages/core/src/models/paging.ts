import type { Order } from "./order.ts";

/** Which page of a list is requested. */
export interface Paging<Property extends string> {
  /** Rows per page. Default 25. */
  readonly size?: number | undefined;
  /** Page number, starting at 1. Default 1. */
  readonly page?: number | undefined;
  /** Sort criteria in order of priority. Default: `id`, ascending. */
  readonly order?: ReadonlyArray<Order<Property>> | undefined;
}
