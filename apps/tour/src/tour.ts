import { contract, type OperationName } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { makeCoverage } from "./coverage.ts";
import { effectTour } from "./effectTour.ts";
import { promiseTour } from "./promiseTour.ts";
import type { Sandbox } from "./sandbox.ts";

const operations = Object.values(contract).map(({ name }): OperationName => name);

/** Calls every operation of the API. Returns their number, and throws if one was not called. */
export const tour = async (sandbox: Sandbox): Promise<number> => {
  const coverage = makeCoverage();
  const options = { baseUrl: sandbox.url, onEvent: coverage.onEvent };
  const player = await promiseTour(options);
  await Effect.runPromise(effectTour(options, player, sandbox));
  const missing = coverage.missing(operations);
  if (missing.length > 0) throw new Error(`The tour does not call: ${missing.join(", ")}`);
  return operations.length;
};
