import type { ConfigurationProblem } from "../errors/configurationError.ts";

const isLoopback = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "[::1]" ||
  /^127(\.\d{1,3}){3}$/.test(host);

/** Parses the URL of an option, or returns the problem with it. */
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
      why: "Is not a URL.",
      fix: "Pass the address of the API, such as https://sandbox.knetikcloud.com.",
    };
  }
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return {
      code: "KU1002",
      option,
      why: `Must use https:, not ${url.protocol}`,
      fix: "Pass an https: URL.",
    };
  }
  // The text, because the `search` and `hash` of a URL that ends in "?" or "#" are empty.
  if (url.username !== "" || url.password !== "" || /[?#]/.test(url.href)) {
    return {
      code: "KU1003",
      option,
      why: "Contains a user name, a password, a query or a fragment.",
      fix: "Remove them. Credentials belong in `auth`.",
    };
  }
  if (url.protocol === "http:" && !allowInsecureHttp && !isLoopback(url.hostname)) {
    return {
      code: "KU1004",
      option,
      why: "Would send passwords unencrypted over http:.",
      fix: "Use https:, or set allowInsecureHttp in a closed network.",
    };
  }
  return url;
};

/** The URL without trailing slashes. */
export const withoutTrailingSlash = (url: URL): string => url.href.replace(/\/+$/, "");
