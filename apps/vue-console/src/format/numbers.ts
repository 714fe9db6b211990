import { inUse } from "../language/language.ts";

/** All digits of a number; with an exponent where JavaScript writes one. */
export const formatNumber = (value: number | bigint): string => {
  const notation = String(value).includes("e") ? "scientific" : "standard";
  return value.toLocaleString(inUse.value.locale, { notation, maximumFractionDigits: 20 });
};

/** A share of 1, with two significant digits: `0.33%`. */
export const formatShare = (share: number): string =>
  share.toLocaleString(inUse.value.locale, { style: "percent", maximumSignificantDigits: 2 });
