import { expect, it } from "vitest";
import { tooltipPlace } from "./tooltipPlace.ts";

const tip = { width: 200, height: 30, viewport: 375 };

it("places a tooltip above its anchor, or below without room, and inside the sides", () => {
  expect(tooltipPlace({ left: 100, top: 100, bottom: 120 }, tip)).toEqual({ left: 100, top: 64 });
  expect(tooltipPlace({ left: 100, top: 20, bottom: 40 }, tip)).toEqual({ left: 100, top: 46 });
  expect(tooltipPlace({ left: 350, top: 100, bottom: 120 }, tip).left).toBe(167);
  expect(tooltipPlace({ left: -20, top: 100, bottom: 120 }, tip).left).toBe(8);
});
