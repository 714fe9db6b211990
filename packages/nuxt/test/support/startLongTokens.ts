import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The API behind a server that lengthens its tokens. */
export interface LongTokens extends AsyncDisposable {
  readonly url: string;
  /** Sets by how many characters the next tokens are longer. */
  readonly lengthen: (characters: number) => void;
}

const shorten = (text: string): string => text.replace(/PADx*/g, "");

/** Starts a server in front of an API, whose tokens are as long as those of large JWTs. */
export const startLongTokens = async (apiUrl: string): Promise<LongTokens> => {
  let padding = "";
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Array<Buffer> = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { authorization, "content-type": type } = request.headers;
    const answered = await fetch(`${apiUrl}${request.url!}`, {
      method: request.method!,
      headers: {
        ...(authorization !== undefined && { authorization: shorten(authorization) }),
        ...(type !== undefined && { "content-type": type }),
      },
      ...(chunks.length > 0 && { body: shorten(Buffer.concat(chunks).toString()) }),
    });
    const text = await answered.text();
    response.writeHead(answered.status, {
      "content-type": answered.headers.get("content-type") ?? "",
    });
    response.end(text.replace(/("(?:access|refresh)_token":")([^"]+)/g, `$1$2${padding}`));
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lengthen: (characters) => (padding = `PAD${"x".repeat(characters)}`),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
