import type { ConfigurationProblem } from "../errors/configurationError.ts";

const isLoopback = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "[::1]" ||
  /^127(\.\d{1,3}){3}$/.test(host);

/** Reads the URL of an option, or says what is wrong with it. */
export const readUrl = (
  option: string,
  value: unknown,
  allowInsecureHttp: boolean,
): URL | ConfigurationProblem => {
  const text = value instanceof URL ? value.href : value;
  if (typeof text !== "string" || !URL.canParse(text)) {
    return {
      code: "KU1001",
      option,
      why: "It is not a URL.",
      fix: "Give the address of the API, such as https://sandbox.knetikcloud.com.",
    };
  }
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return {
      code: "KU1002",
      option,
      why: `The API is reached by https, not by ${url.protocol}`,
      fix: "Give an https: URL.",
    };
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    return {
      code: "KU1003",
      option,
      why: "It holds a user name, a password, a query or a fragment.",
      fix: "Leave them out; credentials belong in `auth`.",
    };
  }
  if (url.protocol === "http:" && !allowInsecureHttp && !isLoopback(url.hostname)) {
    return {
      code: "KU1004",
      option,
      why: "Passwords would travel unencrypted over http:.",
      fix: "Use https:, or set allowInsecureHttp in a network that you trust.",
    };
  }
  return url;
};

/** A URL without the slashes at its end. */
export const withoutTrailingSlash = (url: URL): string => url.href.replace(/\/+$/, "");
