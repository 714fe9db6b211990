import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface Received {
  readonly from: string;
  readonly to: ReadonlyArray<string>;
  /** Headers and parts, decoded. */
  readonly text: string;
}

/** A mail server that records messages. */
export interface MailServer extends AsyncDisposable {
  readonly url: string;
  readonly received: ReadonlyArray<Received>;
}

interface MailServerOptions {
  /** Called with each message before it is accepted; throw to reject it. */
  readonly onMessage?: (message: Received, count: number) => void | Promise<void>;
  /** Called with each recipient, which is accepted when it has resolved; throw to reject it. */
  readonly onRecipient?: (address: string) => void | Promise<void>;
  readonly port?: number;
}

/** An SMTP error. */
export const smtpRefusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

const decode = (raw: string) =>
  raw
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

const inTurn = async (
  act: () => void | Promise<void>,
  done: (error?: Error | null) => void,
): Promise<void> => {
  try {
    await act();
  } catch (error) {
    done(error as Error);
    return;
  }
  done();
};

export const startMailServer = async ({
  onMessage = () => {},
  onRecipient = () => {},
  port = 0,
}: MailServerOptions = {}): Promise<MailServer> => {
  const received: Array<Received> = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _, done) => {
      void inTurn(() => onRecipient(address), done);
    },
    onData: (stream, { envelope }, done) => {
      let raw = "";
      stream.on("data", (chunk: Buffer) => (raw += chunk.toString()));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = envelope;
        const message = {
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: decode(raw),
        };
        received.push(message);
        void inTurn(() => onMessage(message, received.length), done);
      });
    },
  });
  server.on("error", () => {});
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
};
