import { createError, getRequestHeader, type H3Event, readRawBody } from "h3";

/** Bytes; as much as the API accepts. */
const maxBytes = 1_048_576;

const tooLarge = () =>
  createError({ statusCode: 413, message: `The body is larger than ${maxBytes} bytes.` });

const readChunks = async ({ node: { req } }: H3Event): Promise<string> => {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  // The connection stays open for the response.
  const chunks = req.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) break;
    text += decoder.decode(chunk, { stream: true });
  }
  if (size <= maxBytes) return text + decoder.decode();
  // The rest comes before the next request. Node skips it only if nothing has begun to read the body.
  req.resume();
  throw tooLarge();
};

/** Reads the body of a request. Throws a 413 before a large one fills the memory. */
export const readLimitedBody = async (event: H3Event): Promise<string | undefined> => {
  if (Number(getRequestHeader(event, "content-length") ?? 0) > maxBytes) throw tooLarge();
  // A body in chunks has no length. The application, or a platform without streams, may have read it already.
  const { req } = event.node;
  const isUnreadChunked =
    getRequestHeader(event, "transfer-encoding") !== undefined &&
    !("body" in req) &&
    !req.readableDidRead;
  return isUnreadChunked ? readChunks(event) : readRawBody(event, "utf8");
};
