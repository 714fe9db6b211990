import type { DeliveryOptions } from "./mailOptions.ts";
import type { Claimed } from "./outbox.ts";

/** Hands messages to somebody who delivers them. */
export interface Mailer {
  /** Ends when the message was accepted. */
  readonly send: (mail: Claimed) => Promise<void>;
}

/** In milliseconds. A server that is silent for longer is given up. */
const timeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
};

const hostOf = (from: string) => /@([\w.-]+)/.exec(from)?.[1] ?? "localhost";

/** By SMTP. */
export const smtpMailer = ({ smtp, from }: Pick<DeliveryOptions, "smtp" | "from">): Mailer => {
  const url = new URL(smtp);
  for (const [name, value] of Object.entries(timeouts)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(value));
  }
  return {
    send: async (mail) => {
      // When it is needed: who mails nothing does not wait for it to load.
      const { createTransport } = await import("nodemailer");
      const transport = createTransport(url.href);
      await transport.sendMail({
        from,
        to: mail.recipient,
        subject: mail.subject,
        text: mail.body,
        ...(mail.html !== "" && { html: mail.html }),
        // The same each time it is tried: should it arrive twice, a mailbox can tell.
        messageId: `<${mail.id}.${mail.created_at}.knetik-users@${hostOf(from)}>`,
        // Whoever is on holiday need not say so.
        headers: { "auto-submitted": "auto-generated" },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
  };
};
