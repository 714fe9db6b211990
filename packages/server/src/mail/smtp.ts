import type { DeliveryOptions } from "./mailOptions.ts";
import type { Claimed } from "./outbox.ts";

/** Hands messages to a mail server. */
export interface Mailer {
  /** Resolves when the message was accepted. */
  readonly send: (mail: Claimed) => Promise<void>;
}

/** Timeouts in milliseconds. */
const timeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
};

const hostOf = (from: string) => /@([\w.-]+)/.exec(from)?.[1] ?? "localhost";

/** Sends by SMTP. */
export const smtpMailer = ({ smtp, from }: Pick<DeliveryOptions, "smtp" | "from">): Mailer => {
  const url = new URL(smtp);
  for (const [name, value] of Object.entries(timeouts)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(value));
  }
  return {
    send: async (mail) => {
      // Loaded on demand, because not every server sends mail.
      const { createTransport } = await import("nodemailer");
      const transport = createTransport(url.href);
      await transport.sendMail({
        from,
        to: mail.recipient,
        subject: mail.subject,
        text: mail.body,
        ...(mail.html !== "" && { html: mail.html }),
        // The same for each attempt, so that mailboxes recognize a duplicate.
        messageId: `<${mail.id}.${mail.created_at}.knetik-users@${hostOf(from)}>`,
        // Suppresses automatic replies.
        headers: { "auto-submitted": "auto-generated" },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
  };
};
