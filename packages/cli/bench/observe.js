/**
 * Loaded before the program (`--import`): delays each request as a network would, and reports at the end
 * how many were sent, how many at a time, and the peak memory, as a line of JSON in a file.
 */
import process from "node:process";
import { writeFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const { BENCH_LATENCY: latency = "0", BENCH_REPORT: report = "" } = process.env;
const send = globalThis.fetch;
let [requests, inFlight, most] = [0, 0, 0];

globalThis.fetch = async (input, init) => {
  requests += 1;
  inFlight += 1;
  most = Math.max(most, inFlight);
  try {
    await delay(Number(latency));
    return await send(input, init);
  } finally {
    inFlight -= 1;
  }
};
process.once("exit", () => {
  // Kilobytes.
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1_000_000;
  writeFileSync(report, JSON.stringify({ requests, most, peakMb: maxRSS / 1_024, cpuSeconds }));
});
