import { createServer } from "@knetik-users/server";

/** The credentials that every sandbox has. */
export const serverCredentials = {
  grant: "client_credentials",
  clientId: "server",
  clientSecret: "sandbox-secret",
} as const;

export interface Sandbox {
  readonly url: string;
  /** The secret in the newest reset message to an address, as its owner would find it. */
  readonly readResetSecret: (email: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

interface Mail {
  readonly to: string;
  readonly secret: string;
}

const isMailbox = (value: unknown): value is ReadonlyArray<Mail> =>
  Array.isArray(value) && value.every((mail) => typeof mail === "object" && mail !== null);

/** Starts the API on a database in memory, on a free port of this machine. */
export const startSandbox = async (): Promise<Sandbox> => {
  const server = await createServer({ database: "memory", sandbox: true });
  const listener = await server.listen({ port: 0 });
  return {
    url: listener.url,
    readResetSecret: async (email) => {
      const mailbox: unknown = await (await fetch(`${listener.url}/_sandbox/mail`)).json();
      const mail = isMailbox(mailbox) ? mailbox.find(({ to }) => to === email) : undefined;
      if (mail === undefined) throw new Error(`No message to ${email} in the sandbox's mailbox`);
      return mail.secret;
    },
    close: async () => {
      await listener.close();
      await server.close();
    },
  };
};
