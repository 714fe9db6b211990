import { requiredNode, version } from "../command/version.ts";
import type { Finding } from "./checks.ts";

const numbersOf = (text: string): readonly [major: number, minor: number] => {
  const [, major = "0", minor = "0"] = /(\d+)\.(\d+)/.exec(text) ?? [];
  return [Number(major), Number(minor)];
};

/** Whether this version of Node is one that the program supports. */
export const checkNode = (node: string): Finding => {
  const [major, minor] = numbersOf(node);
  const [neededMajor, neededMinor] = numbersOf(requiredNode);
  const isSupported = major > neededMajor || (major === neededMajor && minor >= neededMinor);
  return {
    check: "versions",
    state: isSupported ? "ok" : "warning",
    detail: `knetik-users ${version}, Node ${node}`,
    hint: isSupported ? undefined : `Install Node ${neededMajor}.${neededMinor} or later.`,
  };
};
