/**
 * Node's code for an error of Deno's `fetch`, which has none. Its message says what failed, in the words
 * of its HTTP library: `error sending request for url (…): client error (Connect): tcp connect error:
 * Connection refused (os error 111)`. The numbers are those of Linux, macOS and Windows.
 */
export const denoCode = (message: string): { code: string; syscall?: string } | undefined => {
  // Nothing was sent yet.
  const connect = /: client error \(Connect\): (.*)/s.exec(message)?.[1];
  if (connect !== undefined) {
    const code = /os error (?:111|61|10061)\)/.test(connect)
      ? "ECONNREFUSED"
      : connect.startsWith("dns error")
        ? "ENOTFOUND"
        : /certificate|corrupt message|fatal alert/.test(connect)
          ? "ERR_SSL"
          : "EHOSTUNREACH";
    return { code, syscall: "connect" };
  }
  return /\(SendRequest\): connection closed|os error (?:104|54|10054)\)$|body from connection$/.test(
    message,
  )
    ? { code: "ECONNRESET" }
    : undefined;
};
