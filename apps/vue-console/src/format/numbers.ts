import { inUse } from "../language/language.ts";

export const formatNumber = (value: number | bigint): string =>
  value.toLocaleString(inUse.value.locale);

/** A share of 1, with two significant digits: `0.33%`. */
export const formatShare = (share: number): string =>
  share.toLocaleString(inUse.value.locale, { style: "percent", maximumSignificantDigits: 2 });
