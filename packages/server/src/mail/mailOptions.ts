import type { Problems } from "../errors/optionProblems.ts";
import { type ResetMessage, type ResetSecret, writeResetMessage } from "./resetMessage.ts";

/** A message that was not accepted. */
export interface MailFailure {
  readonly userId: number;
  /** How often it was tried. */
  readonly attempts: number;
  /** Whether it is tried again. */
  readonly willRetry: boolean;
  /** What the mail server or the connection said. */
  readonly reason: string;
}

/** How messages are written and sent. */
export interface MailOptions {
  /** Such as `smtp://user:password@mail.example:587`; `smtps://` for TLS from the start. */
  readonly smtp: string;
  /** Such as `Example <no-reply@example.org>`. */
  readonly from: string;
  /**
   * The page where a new password is chosen, with `{user_id}` and `{secret}` in it, such as
   * `https://app.example/reset#user={user_id}&secret={secret}`. Behind the `#` the secret gets into
   * no server's log. Without one the message holds the secret alone.
   */
  readonly resetUrl?: string | undefined;
  /** "Your new password" when left out. */
  readonly subject?: string | undefined;
  /** Writes the message with the secret in the place of the built-in one. */
  readonly resetMessage?: ((secret: ResetSecret) => ResetMessage) | undefined;
  /** Seconds from one look into the outbox to the next. 1 when left out. */
  readonly interval?: number | undefined;
  /** Is told of each message that was not accepted. */
  readonly onFailure?: ((failure: MailFailure) => void) | undefined;
}

/** What the rules need of it: how a message is written. */
export interface MessageOptions {
  readonly resetMessage: (userId: number, secret: string) => ResetMessage;
}

export interface DeliveryOptions {
  readonly smtp: URL;
  readonly from: string;
  readonly intervalMilliseconds: number;
  readonly onFailure: (failure: MailFailure) => void;
}

const isFunction = (value: unknown) => value === undefined || typeof value === "function";
const isLine = (value: unknown) => typeof value === "string" && /^[^\r\n]*\S[^\r\n]*$/.test(value);

const isResetUrl = (text: unknown): boolean =>
  typeof text === "string" &&
  /^https?:\/\//.test(text) &&
  URL.canParse(text) &&
  ["{user_id}", "{secret}"].every((name) => text.split(name).length === 2);

const isLoopback = ({ hostname }: URL) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);

/** The secret does not travel in plain text, unless the address itself says that it may. */
const withTls = (smtp: URL): URL => {
  const url = new URL(smtp);
  if (url.protocol === "smtp:" && !isLoopback(url) && !url.searchParams.has("requireTLS")) {
    url.searchParams.set("requireTLS", "true");
  }
  return url;
};

export const resolveMail = (
  given: MailOptions | undefined,
  { require }: Problems,
): { readonly messages: MessageOptions; readonly delivery: DeliveryOptions | undefined } => {
  const { smtp, from = "", resetUrl, subject, resetMessage, onFailure } = given ?? {};
  const { interval = 1 } = given ?? {};
  const isSmtp = typeof smtp === "string" && /^smtps?:\/\/[^/]/.test(smtp) && URL.canParse(smtp);
  if (given !== undefined) {
    // The message does not repeat it: there is a password in it.
    require(isSmtp, "mail.smtp", "an address such as smtp://user:password@mail.example:587");
    require(isLine(from), "mail.from", 'a sender such as "Example <no-reply@example.org>"');
    require(resetUrl === undefined ||
      isResetUrl(
        resetUrl,
      ), "mail.resetUrl", "an http or https address with {user_id} and {secret} in it, once each");
    require(subject === undefined || isLine(subject), "mail.subject", "one line of text");
    require(isFunction(resetMessage), "mail.resetMessage", "a function");
    require(isFunction(onFailure), "mail.onFailure", "a function");
    const isTime = Number.isFinite(interval) && interval > 0 && interval <= 3_600;
    require(isTime, "mail.interval", "seconds, at most 3600");
  }
  const write = resetMessage ?? ((secret: ResetSecret) => writeResetMessage(secret, subject));
  return {
    messages: {
      resetMessage: (userId, secret) => {
        // As functions: in a text of its own `$` would have a meaning.
        const url = resetUrl
          ?.replace("{user_id}", () => String(userId))
          .replace("{secret}", () => secret);
        return write({ userId, secret, url });
      },
    },
    delivery: isSmtp
      ? {
          smtp: withTls(new URL(smtp)),
          from,
          intervalMilliseconds: interval * 1_000,
          onFailure: onFailure ?? (() => {}),
        }
      : undefined,
  };
};
