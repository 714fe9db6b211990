import { inUse } from "../language/language.ts";

export const formatNumber = (value: number | bigint): string =>
  value.toLocaleString(inUse.value.locale);
