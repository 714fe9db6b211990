import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A span as OTLP/JSON names its parts. Ids are hexadecimal. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly kind: number;
}

export const spanKind = { server: 2, client: 3 } as const;

interface Export {
  readonly resourceSpans: ReadonlyArray<{
    readonly scopeSpans: ReadonlyArray<{ readonly spans: ReadonlyArray<Span> }>;
  }>;
}

/** An HTTP server on a socket; `answer` returns JSON. */
export const startJsonServer = async (answer: (request: IncomingMessage) => Promise<unknown>) => {
  const server = createServer((request, response) => {
    void answer(request).then((body) => {
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

/** Receives traces as an OpenTelemetry collector does. */
export const startCollector = async () => {
  const spans: Array<Span> = [];
  const paths = new Set<string | undefined>();
  const server = await startJsonServer(async (request) => {
    paths.add(request.url);
    const { resourceSpans = [] } = JSON.parse(await text(request)) as Partial<Export>;
    for (const { scopeSpans } of resourceSpans) {
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
    return {};
  });
  return { ...server, spans, paths };
};
