import { it } from "vitest";
import { killAgainAndAgain } from "./killed.ts";

it("acknowledged writes survive a kill of the server", () => killAgainAndAgain(1));
