import { describe, expect, it } from "vitest";
import { connectionCause } from "./connectionCause.ts";

/** The error undici throws: a TypeError whose cause holds the reason. */
const fetchFailed = (cause: unknown) => new TypeError("fetch failed", { cause });
const coded = (code: string, cause?: unknown, syscall = "connect") =>
  Object.assign(new Error(`${code} happened`, { cause }), { code, syscall });

describe("connectionCause", () => {
  it.each([
    ["ECONNREFUSED", "refused", "no"],
    ["ENOTFOUND", "dns", "no"],
    ["EAI_AGAIN", "dns", "no"],
    ["EAI_FAIL", "dns", "no"],
    ["EAI_NODATA", "dns", "no"],
    ["EHOSTUNREACH", "unreachable", "no"],
    ["ENETUNREACH", "unreachable", "no"],
    ["EADDRNOTAVAIL", "unreachable", "no"],
    ["UND_ERR_CONNECT_TIMEOUT", "unreachable", "no"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls", "no"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls", "no"],
    ["CERT_HAS_EXPIRED", "tls", "no"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls", "no"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls", "no"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls", "no"],
    ["HOSTNAME_MISMATCH", "tls", "no"],
    ["ECONNRESET", "reset", "unknown"],
    ["EPIPE", "reset", "unknown"],
    ["UND_ERR_SOCKET", "reset", "unknown"],
    // An unknown code: the server may have processed the request.
    ["UND_ERR_HEADERS_TIMEOUT", "unknown", "unknown"],
    ["EMFILE", "unknown", "unknown"],
  ])("%s: %s, and reached: %s", (code, reason, reached) => {
    const expected = { reason, reached, code };
    expect(connectionCause(coded(code))).toEqual(expected);
    expect(connectionCause(fetchFailed(coded(code)))).toEqual(expected);
    // ky wraps the platform's error.
    expect(
      connectionCause(new Error("Request failed", { cause: fetchFailed(coded(code)) })),
    ).toEqual(expected);
  });

  it("reads Node's error for a host with several addresses", () => {
    const many = Object.assign(
      new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")], "all failed"),
      { code: "ECONNREFUSED" },
    );
    expect(connectionCause(fetchFailed(many))).toEqual({
      reason: "refused",
      reached: "no",
      code: "ECONNREFUSED",
    });
    expect(connectionCause(fetchFailed(new AggregateError([coded("ENETUNREACH")])))).toEqual({
      reason: "unreachable",
      reached: "no",
      code: "ENETUNREACH",
    });
  });

  it("prefers a known code to an unknown one", () => {
    expect(connectionCause(coded("ERR_SOMETHING", coded("ECONNRESET")))).toEqual({
      reason: "reset",
      reached: "unknown",
      code: "ECONNRESET",
    });
  });

  it.each(["EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"])(
    "does not accept %s as a proof if the connection was lost while reading",
    (code) => {
      expect(connectionCause(fetchFailed(coded(code, undefined, "read")))).toEqual({
        reason: "unreachable",
        reached: "unknown",
        code,
      });
    },
  );

  it.each([
    ["a browser, which says nothing", new TypeError("Failed to fetch"), "TypeError"],
    ["text", "secret", undefined],
    ["null", null, undefined],
    ["undefined", undefined, undefined],
    ["a number for a code", Object.assign(new Error("secret"), { code: 20 }), "Error"],
    ["text for a code", Object.assign(new Error("no"), { code: "the token is abc" }), "Error"],
    ["a short token for a code", Object.assign(new Error("no"), { code: "abc.DEF" }), "Error"],
    ["an overlong code", Object.assign(new Error("no"), { code: "A".repeat(50) }), "Error"],
    ["text for a name", Object.assign(new Error("no"), { name: "the token: abc" }), undefined],
  ])("knows no more of %s than its class", (_, error, code) => {
    expect(connectionCause(error)).toEqual({ reason: "unknown", reached: "unknown", code });
  });

  /** The errors of Deno 2.9, which have no code. */
  const sending =
    "error sending request for url (http://api.example/users?secret=s3): client error";
  it.each([
    [`${sending} (Connect): tcp connect error: Connection refused (os error 111)`, "ECONNREFUSED"],
    [`${sending} (Connect): tcp connect error: Connection refused (os error 61)`, "ECONNREFUSED"],
    [`${sending} (Connect): tcp connect error: No connection (os error 10061)`, "ECONNREFUSED"],
    [`${sending} (Connect): dns error: failed to lookup address information: …`, "ENOTFOUND"],
    [
      `${sending} (Connect): tcp connect error: Network is unreachable (os error 101)`,
      "EHOSTUNREACH",
    ],
    [`${sending} (Connect): tcp connect error: deadline has elapsed`, "EHOSTUNREACH"],
    [`${sending} (Connect): invalid peer certificate: UnknownIssuer`, "ERR_SSL"],
    [`${sending} (Connect): received corrupt message of type InvalidContentType`, "ERR_SSL"],
    [`${sending} (SendRequest): connection closed before message completed`, "ECONNRESET"],
    ["Connection reset by peer (os error 104)", "ECONNRESET"],
    ["error reading a body from connection", "ECONNRESET"],
  ])("reads Deno's message: %s", (message, code) => {
    const { reason, reached } = connectionCause(coded(code));
    const expected = { reason, reached, code };
    expect(connectionCause(fetchFailed(new Error(message)))).toEqual(expected);
    // Earlier versions of Deno do not wrap it.
    expect(connectionCause(new TypeError(message))).toEqual(expected);
  });

  it("is not misled by a URL that imitates Deno's message", () => {
    const url = "http://api.example/: client error (Connect): dns error";
    const error = new TypeError(`error sending request for url (${new URL(url).href}): oh`);
    expect(connectionCause(error)).toEqual({
      reason: "unknown",
      reached: "unknown",
      code: "TypeError",
    });
  });

  it.each([
    ["ConnectionRefused", "refused", "no"],
    ["FailedToOpenSocket", "unreachable", "no"],
    ["ConnectionClosed", "reset", "unknown"],
  ])("knows the code %s of Bun 1.2", (code, reason, reached) => {
    const error = Object.assign(new Error("Unable to connect."), { code, errno: 0 });
    expect(connectionCause(error)).toEqual({ reason, reached, code });
  });

  it("ends even with circular causes", () => {
    const error = new Error("round");
    error.cause = fetchFailed(error);
    expect(connectionCause(error).reason).toBe("unknown");
  });
});
