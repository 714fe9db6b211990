import { once } from "node:events";
import { Agent, createServer, request as send } from "node:http";
import {
  type AddressInfo,
  connect,
  createServer as createSocketServer,
  type Socket,
} from "node:net";

/** A reverse proxy that reuses its connections to the server behind it. */
export interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** Number of connections that it has opened. */
  readonly connections: () => number;
}

/** Does not close a connection before the server does: like nginx, it ignores `Keep-Alive: timeout`. */
class PatientAgent extends Agent {
  override keepSocketAlive(socket: Socket): boolean {
    socket.setKeepAlive(true);
    return true;
  }
}

/** Forwards connections, and what the server sends only after a while, as over a network. */
const startDistance = async (target: string, milliseconds: number) => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const server = createSocketServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.setNoDelay(true);
    }
    near.on("data", (data) => {
      if (far.writable) far.write(data);
      // The server has closed the connection: it rejects what arrives.
      else near.resetAndDestroy();
    });
    near.on("close", () => far.destroy());
    far.on("data", (data) => {
      setTimeout(() => near.write(data), milliseconds);
    });
    far.on("end", () => {
      setTimeout(() => near.end(), milliseconds);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};

/**
 * Starts a proxy. Like nginx, it responds with 502 if a connection that it reuses is closed. `latency` is in
 * milliseconds.
 */
export const startProxy = async (server: string, latency = 0): Promise<Proxy> => {
  const distance = await startDistance(server, latency);
  const agent = new PatientAgent({
    keepAlive: true,
    maxFreeSockets: Infinity,
    scheduling: "fifo",
  });
  const opened = new Set<unknown>();
  const proxy = createServer((incoming, outgoing) => {
    const { method, url = "", headers } = incoming;
    const upstream = send(new URL(url, distance.url), { method, headers, agent });
    upstream.on("socket", (socket) => opened.add(socket));
    upstream.on("response", (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    upstream.on("error", () => {
      outgoing.writeHead(502).end();
    });
    incoming.pipe(upstream);
  });
  // Its clients keep their connections.
  proxy.keepAliveTimeout = 600_000;
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    connections: () => opened.size,
    [Symbol.asyncDispose]: async () => {
      agent.destroy();
      proxy.closeAllConnections();
      proxy.close();
      await once(proxy, "close");
      distance.close();
    },
  };
};
