import { it } from "vitest";
import { killAgainAndAgain } from "./killed.ts";

it(
  "what was acknowledged is there after the server was killed, fifty times",
  () => killAgainAndAgain(50),
  600_000,
);
