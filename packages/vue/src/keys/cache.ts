import type { MutationFunctionContext } from "@tanstack/vue-query";

/** Vue Query's client without what Vue adds to it. Vue's own is one, too. */
export type Cache = MutationFunctionContext["client"];
