import type { AttemptEvent, ClientEvent, OperationName } from "@knetik-users/core";

/** Records which operations were called, so that the tour can check that none is missing. */
export const makeCoverage = () => {
  const called = new Set<AttemptEvent["operation"]>();
  return {
    onEvent: (event: ClientEvent): void => {
      if (event.type === "attempt" && event.error === undefined) called.add(event.operation);
    },
    missing: (all: ReadonlyArray<OperationName>) => all.filter((name) => !called.has(name)),
  };
};
