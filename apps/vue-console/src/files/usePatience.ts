import { makePatience, type Patience } from "@knetik-users/core/bulk";
import { type Ref, ref } from "vue";

/** How long to wait for an API that is unavailable before the work stops; it can be continued. Milliseconds. */
const limit = 300_000;

/** Waits as the API asks, and shows until when. */
export const usePatience = (): {
  readonly waitsUntil: Ref<number | undefined>;
  readonly start: (signal: AbortSignal) => Patience;
} => {
  const waitsUntil = ref<number>();
  return {
    waitsUntil,
    start: (signal) =>
      makePatience({
        limit,
        signal,
        onWait: (_, wait) => {
          const until = Date.now() + wait;
          waitsUntil.value = until;
          setTimeout(() => {
            if (waitsUntil.value === until) waitsUntil.value = undefined;
          }, wait);
        },
      }),
  };
};
