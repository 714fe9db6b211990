import type { MailFailure } from "../mail/delivery.ts";
import type { UsersServerOptions } from "../options.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const reportMail = ({ userId, attempts, willRetry, reason }: MailFailure) => {
  const next = willRetry ? "it is tried again" : "it was given up";
  process.stderr.write(`Mail to user ${userId} failed (attempt ${attempts}; ${next}): ${reason}\n`);
};

const listOf = (text: string) => text.split(",").map((item) => item.trim());

/** What is set, an empty text counting as not set. */
const given = <A>(text: string | undefined, read: (text: string) => A): A | undefined =>
  text === undefined || text === "" ? undefined : read(text);

/**
 * The options that the environment sets. Not for a sandbox: it would send mail to people who asked
 * for none.
 */
export const optionsOf = (
  environment: Environment,
): Pick<UsersServerOptions, "mail" | "trustProxy" | "allowedOrigins" | "auditRetention"> => ({
  mail: given(environment["SMTP_URL"], (smtp) => ({
    smtp,
    from: environment["MAIL_FROM"] ?? "",
    resetUrl: given(environment["MAIL_RESET_URL"], String),
    subject: given(environment["MAIL_SUBJECT"], String),
    onFailure: reportMail,
  })),
  trustProxy: given(environment["TRUST_PROXY"], (text) =>
    /^\d+$/.test(text) ? Number(text) : listOf(text),
  ),
  allowedOrigins: given(environment["ALLOWED_ORIGINS"], listOf),
  auditRetention: given(environment["AUDIT_RETENTION_DAYS"], Number),
});
