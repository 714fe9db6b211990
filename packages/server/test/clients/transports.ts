import type { UsersClientOptions } from "@knetik-users/core";
import { createServer } from "@knetik-users/server";

/** One way from a client to a sandbox server. */
export interface Transport {
  readonly name: string;
  readonly open: () => Promise<OpenTransport>;
}

export interface OpenTransport {
  readonly options: Pick<UsersClientOptions, "baseUrl" | "fetch">;
  /** The sandbox's mailbox, newest message first. */
  readonly mail: () => Promise<ReadonlyArray<{ recipient: string; body: string }>>;
  readonly close: () => Promise<void>;
}

const mailVia = async (get: (path: string) => Promise<Response>) =>
  (await (await get("/_sandbox/mail")).json()) as ReadonlyArray<{
    recipient: string;
    body: string;
  }>;

const start = () => createServer({ database: "memory", sandbox: true });

const inProcess: Transport = {
  name: "in process",
  open: async () => {
    const server = await start();
    const baseUrl = "http://localhost";
    return {
      options: { baseUrl, fetch: server.fetch },
      mail: () => mailVia((path) => server.fetch(new Request(baseUrl + path))),
      close: () => server.close(),
    };
  },
};

const overSocket: Transport = {
  name: "over a socket",
  open: async () => {
    const server = await start();
    const listener = await server.listen({ port: 0 });
    return {
      options: { baseUrl: listener.url },
      mail: () => mailVia((path) => fetch(listener.url + path)),
      close: async () => {
        await listener.close();
        await server.close();
      },
    };
  },
};

export const transports: ReadonlyArray<Transport> = [inProcess, overSocket];
