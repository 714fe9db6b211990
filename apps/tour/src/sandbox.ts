import { createServer } from "@knetik-users/server";

/** Credentials of every sandbox. */
export const serverCredentials = {
  grant: "client_credentials",
  clientId: "server",
  clientSecret: "sandbox-secret",
} as const;

export interface Sandbox {
  readonly url: string;
  /** The secret in the newest reset message to an address. */
  readonly readResetSecret: (email: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

interface Mail {
  readonly recipient: string;
  readonly body: string;
}

const isMail = (value: unknown): value is Mail =>
  typeof value === "object" && value !== null && "recipient" in value && "body" in value;

/** Starts the API in memory on a free local port. */
export const startSandbox = async (): Promise<Sandbox> => {
  const server = await createServer({ database: "memory", sandbox: true });
  const listener = await server.listen({ port: 0 });
  return {
    url: listener.url,
    readResetSecret: async (email) => {
      const mailbox: unknown = await (await fetch(`${listener.url}/_sandbox/mail`)).json();
      const mail = Array.isArray(mailbox)
        ? mailbox.filter(isMail).find(({ recipient }) => recipient === email)
        : undefined;
      const secret = /^Secret: (\S+)$/m.exec(mail?.body ?? "")?.[1];
      if (secret === undefined) throw new Error(`No reset message to ${email} in the mailbox`);
      return secret;
    },
    close: async () => {
      await listener.close();
      await server.close();
    },
  };
};
