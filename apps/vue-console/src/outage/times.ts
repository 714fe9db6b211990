import { inUse } from "../language/language.ts";
import { t } from "../language/t.ts";

/** The time of day: `12:03`. */
export const formatClock = (date: Date): string =>
  date.toLocaleTimeString(inUse.value.locale, { timeStyle: "medium" });

/** A wait: `42 s`, or `3 min` from two minutes. */
export const formatWait = (seconds: number): string =>
  seconds < 120
    ? t("error.delay", { seconds })
    : t("outage.minutes", { minutes: Math.ceil(seconds / 60) });
