import { type EmailAddress, formatEmailAddress } from "../database/names/emailAddress.ts";
import { printable } from "../database/names/displayText.ts";
import type { DeliveryOptions } from "./mailOptions.ts";
import type { Claimed } from "./outbox.ts";

/** Hands messages to a mail server. */
export interface Mailer {
  /** Resolves when the message was accepted for this one recipient. */
  readonly send: (mail: Claimed, recipient: EmailAddress) => Promise<void>;
}

/** Timeouts in milliseconds. */
const timeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
};

const urlOf = (smtp: URL) => {
  const url = new URL(smtp);
  for (const [name, value] of Object.entries(timeouts)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(value));
  }
  return url.href;
};

/** Connects and signs in, without sending anything. */
export const verifySmtp = async ({ smtp }: Pick<DeliveryOptions, "smtp">): Promise<void> => {
  const { createTransport } = await import("nodemailer");
  const transport = createTransport(urlOf(smtp));
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
};

/** Sends by SMTP. */
export const smtpMailer = ({ smtp, from }: Pick<DeliveryOptions, "smtp" | "from">): Mailer => {
  const url = urlOf(smtp);
  return {
    send: async (mail, recipient) => {
      // Loaded on demand, because not every server sends mail.
      const { createTransport } = await import("nodemailer");
      const transport = createTransport(url);
      // Objects, because the mailer would find more addresses in a text.
      const sender = formatEmailAddress(from);
      const to = formatEmailAddress(recipient);
      await transport.sendMail({
        envelope: { from: sender, to: [to] },
        from: { name: from.name, address: sender },
        to: { name: "", address: to },
        subject: printable(mail.subject),
        text: mail.body,
        ...(mail.html !== "" && { html: mail.html }),
        // The same for each attempt, so that mailboxes recognize a duplicate.
        messageId: `<${mail.id}.${mail.created_at}.knetik-users@${from.domain}>`,
        // Suppresses automatic replies.
        headers: { "auto-submitted": "auto-generated" },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
  };
};
