import { it } from "vitest";
import { killAgainAndAgain } from "./killed.ts";

it(
  "what was acknowledged is there after the server was killed",
  () => killAgainAndAgain(3),
  60_000,
);
