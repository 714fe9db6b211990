import { it } from "vitest";
import { killAgainAndAgain } from "./killed.ts";

it("acknowledged writes survive fifty kills of the server", () => killAgainAndAgain(50), 600_000);
